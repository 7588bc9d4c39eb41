import { logoOf } from './logos.ts';
import type { CatalogEntry } from './reference.ts';
import { entries } from './references.generated.ts';

export { keyCatalog, keyIdentifier } from './keys/key-catalog.ts';
export { type TestKey, type TestOutcome, testKeysOf, testOutcomeIn } from './keys/test-keys.ts';
export { type TestResponse, testResponse } from './keys/test-response.ts';
export { presetIdentifier } from './preset-identifier.ts';

/** The generic presets come first, the others in the order of their IDs. */
const general = ['oidc', 'oauth2'];

/**
 * Every preset with its reference, for tools that offer a choice. An extension imports only the presets that it uses.
 *
 * @example
 *   catalog.find(({ id }) => id === 'github')?.registration.url; // 'https://github.com/settings/developers'
 */
export const catalog: readonly CatalogEntry[] = [
  ...general.flatMap((id) => entries.filter((entry) => entry.id === id)),
  ...entries.filter(({ id }) => !general.includes(id)),
].map((entry) => {
  const logo = logoOf(entry.id);
  return logo === undefined ? entry : { ...entry, logo };
});

/**
 * Why a provider is not in the catalog; shown in the documentation.
 *
 * Docker's own login: `docker/cli@28f7560 internal/oauth/manager`. HCP: `hashicorp/hcp-sdk-go@982d500 auth/browser.go`. Apple: npm
 * `@auth/core@0.41.3 providers/apple.js`, `@better-auth/core@1.7.25 social-providers/apple`, `arctic@3.7.0 dist/providers/apple.js`.
 *
 * @example
 *   const reason = absent.find(({ name }) => name === 'Apple')?.reason;
 */
export const absent: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: 'Apple',
    reason:
      'With a name or an email address among the scopes, Apple posts the response to the redirect URI (form_post) from its own site. No redirect strategy can receive that: a SameSite=Lax cookie is not sent with such a request, and the tab takes no POST. The client secret is a JWT that expires after six months at most, signed with a key that must not be in an image.',
  },
  {
    name: 'Docker Hub',
    reason:
      "`docker login` has a client of Docker's own, and nothing lets an extension register another: there is no OAuth for third parties. A user can paste a token, see [Keys](#docker-hub-key).",
  },
  {
    name: 'HashiCorp Cloud Platform',
    reason:
      'Its SDK signs users in with its own client; no way to register another is documented. Service principals have client credentials: use `oauth2`.',
  },
  {
    name: 'sso.redhat.com',
    reason:
      "No way to register a client there is documented. Red Hat's product of that name is Keycloak: use `keycloak`.",
  },
];
