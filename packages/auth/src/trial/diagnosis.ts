import { type AuthErrorCode, asAuthError } from '../core/errors.ts';
import type { Preset } from '../providers/preset.ts';
import type { TrialStepId } from './step.ts';

/** Why a step failed: its usual cause, and what to mend where. Sentences. */
export interface Diagnosis {
  readonly code: AuthErrorCode | 'no-answer';
  readonly message: string;
  readonly cause: string;
  readonly mend: string;
}

/** What a diagnosis is made from. */
export interface Failure {
  readonly step: TrialStepId;
  readonly preset: Preset;
  readonly redirectUri: string;
  /** Where the client id and the client secret are set. */
  readonly clientIdFrom: string;
  readonly clientSecretFrom: string;
  readonly issuerFrom: string;
  readonly caught: unknown;
}

interface Row {
  /** Which failures it explains; the first row that matches counts. */
  readonly when: (words: string, failure: Failure) => boolean;
  readonly cause: string | ((failure: Failure) => string);
  readonly mend: (failure: Failure) => string;
}

const registerRedirect = ({ preset, redirectUri }: Failure) =>
  `Register exactly ${redirectUri} as "${redirectFieldOf(preset)}" at ${preset.name}.`;
const readsScopes = ({ preset }: Failure) =>
  `Allow these scopes for your app at ${preset.name}, or list others in the provider's file (scopes).`;

/** The usual causes, the most telling words first. Words are the provider's own, in lower case. */
const rows: readonly Row[] = [
  {
    when: (_words, { step }) => step === 'settings',
    cause: 'A setting is missing, or is not of the form that it should have.',
    mend: () => 'Set it in .env for pnpm dev, and under environment in compose.yaml for the image.',
  },
  {
    when: (words) => /redirect.?ur[il]|callback.?ur[il]|reply.?url/.test(words),
    cause: 'The redirect URI that was sent is not one that is registered.',
    mend: registerRedirect,
  },
  {
    when: (words) => /scope/.test(words),
    cause: 'The provider does not know a scope, or your app may not ask for it.',
    mend: readsScopes,
  },
  {
    when: (words) => /invalid_client|incorrect_client_credentials|client authentication/.test(words),
    cause:
      'The client id is unknown there, the client secret is wrong, or it is sent in a way that is not allowed.',
    mend: ({ clientIdFrom, clientSecretFrom, preset }) =>
      `Compare ${clientIdFrom} and ${clientSecretFrom} with what ${preset.name} shows; a public client has no secret at all.`,
  },
  {
    when: (words) => /unauthorized_client|unsupported_grant_type|unsupported_response_type/.test(words),
    cause: 'The app is not allowed this grant.',
    mend: ({ preset }) =>
      `Allow the authorization code grant (and refresh tokens) for your app at ${preset.name}.`,
  },
  {
    when: (words) => /code_challenge|code_verifier|pkce/.test(words),
    cause: 'The app is set up to work without PKCE, or the verifier was not the one behind the challenge.',
    mend: ({ preset }) => `Switch PKCE with S256 on for your app at ${preset.name}.`,
  },
  {
    when: (words) => /access_denied/.test(words),
    cause: 'Whoever signed in refused, or an administrator has to agree first.',
    mend: ({ preset }) =>
      `Try again and allow it; if there is nothing to allow, ask the administrator of ${preset.name}.`,
  },
  {
    when: (words, { step }) => step === 'refresh' && /invalid_grant|expired|revoked/.test(words),
    cause: 'The refresh token is no longer good: used before, revoked, or bound to another client.',
    mend: ({ preset }) =>
      `Look at the refresh token settings of your app at ${preset.name}, rotation among them.`,
  },
  {
    when: (words) => /invalid_grant/.test(words),
    cause: 'The code was used before, came too late, or belongs to another client or redirect URI.',
    mend: registerRedirect,
  },
  {
    when: (words) =>
      /unexpected "iss"|"iss" \(issuer\)|expected_issuer|discovered metadata issuer/.test(words),
    cause:
      'The issuer that answers is not the one that is configured, to the letter: a slash at the end counts.',
    mend: ({ issuerFrom }) =>
      `Copy the value of "issuer" from the provider's discovery document to ${issuerFrom}.`,
  },
  {
    when: (words, { step }) => step === 'endpoints' && /404|not found|not conform|discovery/.test(words),
    cause: 'There is no discovery document at this issuer.',
    mend: ({ issuerFrom }) =>
      `Correct ${issuerFrom}: the address before /.well-known/openid-configuration, tenant or realm included.`,
  },
  {
    when: (words) =>
      /fetch failed|could not reach|did not respond in time|timeout|enotfound|econnrefused/.test(words),
    cause: 'Nothing answers at this address from here: a wrong host, no network, or a proxy in between.',
    mend: ({ issuerFrom }) =>
      `Open the address in a browser on this machine; correct ${issuerFrom} if it is wrong.`,
  },
  {
    when: (words, { step }) => step === 'profile' && /403|insufficient|forbidden/.test(words),
    cause: 'The access token is good, but a scope for the profile is missing.',
    mend: readsScopes,
  },
];

const otherwise: Row = {
  when: () => true,
  cause: 'The provider said no more than what is above.',
  mend: ({ preset }) => `Compare the settings of your app at ${preset.name} with the fields below.`,
};

/** Explains why a step failed. */
export function diagnose(failure: Failure): Diagnosis {
  const error = asAuthError(failure.caught);
  const words = wordsOf(failure.caught).toLowerCase();
  const { cause, mend } = rows.find(({ when }) => when(words, failure)) ?? otherwise;
  return {
    code: error.code,
    message: error.message,
    cause: typeof cause === 'function' ? cause(failure) : cause,
    mend: mend(failure),
  };
}

/** Explains why the browser never came back: what a provider shows on its own page, nobody here can read. */
export function diagnoseSilence(failure: Omit<Failure, 'caught'>): Diagnosis {
  const { preset, redirectUri } = failure;
  const byScheme = redirectUri.startsWith('docker-desktop:');
  return {
    code: 'no-answer',
    message: `The browser did not come back from ${preset.name}.`,
    cause: byScheme
      ? `${preset.name} refused the redirect URI, its page's form-action policy stops the scheme, or no Docker Desktop took the link.`
      : `${preset.name} shows an error of its own, mostly that the redirect URI or the client id is unknown.`,
    mend: registerRedirect({ ...failure, caught: undefined }),
  };
}

/** The field of the provider's console that takes the redirect URI. */
export function redirectFieldOf({ registration }: Preset): string {
  const fields = [registration.fields, ...Object.values(registration.strategyFields ?? {})];
  const field = fields.flatMap(Object.entries).find(([, value]) => String(value).includes('{redirectUri}'));
  return field?.[0] ?? 'Redirect URI';
}

/** Everything that an error and what caused it say, for recognising; never for showing. */
function wordsOf(caught: unknown): string {
  const words: unknown[] = [];
  for (
    let current = caught as Record<string, unknown> | undefined;
    current;
    current = current.cause as typeof current
  ) {
    words.push(current.message, current.error, current.error_description, current.status, current.code);
    if (words.length > 50) break;
  }
  return words.filter(Boolean).join(' ');
}
