import { fromBase64 } from '../../core/base64.ts';
import { AuthError } from '../../core/errors.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Claims that identify the sign-in. They are compared if both ID tokens contain them. */
const optional = ['nonce', 'auth_time'];

/**
 * Checks that a renewed ID token has the same subject, nonce and time of authentication as the first (OpenID Connect
 * Core 1.0 section 12.2).
 *
 * @param first the ID token of the sign-in; without it, nothing is compared
 * @param renewed the validated claims of the renewed ID token, if there is one
 * @throws AuthError `token-invalid`
 */
export function requireSameSignIn(
  name: string,
  first: string | undefined,
  renewed: Claims | undefined,
): void {
  const payload = first?.split('.')[1];
  if (!payload || !renewed) return;
  const claims: Claims = JSON.parse(new TextDecoder().decode(fromBase64(payload)));
  if (claims.sub !== renewed.sub) {
    throw new AuthError('token-invalid', `${name} renewed the sign-in of another person.`);
  }
  const differs = optional.find((claim) => isOther(claims[claim], renewed[claim]));
  if (differs) {
    throw new AuthError(
      'token-invalid',
      `${name} renewed another sign-in: its ID token has another ${differs}.`,
    );
  }
}

/** Slack sends an empty nonce, which counts as absent. */
function isOther(first: unknown, renewed: unknown): boolean {
  return Boolean(first) && Boolean(renewed) && first !== renewed;
}
