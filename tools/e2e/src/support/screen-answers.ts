import type { Account, AuthErrorReport, Session } from '@ddext-oauth/auth/ui';
import type { Backend } from './host-pages.ts';

/** A screen of the generated page, and how to get there. */
export interface Screen {
  readonly name: string;
  /** Name of its picture in docs/images/screens. */
  readonly file: string;
  readonly answers: NonNullable<Backend['answers']>;
  readonly stored?: Readonly<Record<string, string>>;
  /** The names of the buttons to press, one after the other. */
  readonly presses?: readonly string[];
  /** A text of the screen, or the progress indicator. */
  readonly waitsFor: string;
  /** Height of its picture in pixels, if most pictures are lower. */
  readonly height?: number;
  /** Replaces the title of the page. */
  readonly title?: string;
}

type Provider = Session['providers'][number];

export const provider = (id: string, name: string, others: Partial<Provider> = {}): Provider => ({
  ...{ id, name, signInMethods: ['authorization_code'] },
  ...others,
});
export const gitHub = provider('github', 'GitHub', { signInMethods: ['authorization_code', 'device_code'] });
/** How users paste a token of GitHub. */
export const tokenEntry: NonNullable<Provider['key']> = {
  ...{ kind: 'personal_access_token', noun: 'personal access token', name: 'GitHub' },
  ...{ console: 'https://github.com/settings/tokens', scopes: ['read:user'] },
  format: { prefixes: ['ghp_', 'github_pat_'] },
};
/** A provider with keys only. */
export const hub = provider('docker-hub', 'Docker Hub', {
  signInMethods: [],
  key: { ...tokenEntry, kind: 'basic', name: 'Docker Hub', needsUserName: true },
});
export const all = [
  gitHub,
  provider('google', 'Google'),
  provider('microsoft-entra-id', 'Microsoft Entra ID'),
  provider('slack', 'Slack'),
  provider('oidc', 'OpenID Connect'),
];
export const account = (
  profile: Account['profile'],
  { id, name }: Pick<Provider, 'id' | 'name'> = gitHub,
): Account => ({
  ...{ id: `${id}:${profile.id}`, provider: { id, name }, profile, scopes: [], signedInAt: 0 },
});
/** A square in two colors. */
const avatarUrl =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'%3E%3Cpath fill='%231b7f4d' d='M0 0h2v2H0z'/%3E%3Cpath fill='%23fff' d='M0 0h1v1H0z'/%3E%3C/svg%3E";
export const ada = account({ id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com', avatarUrl });
export const problem = (code: AuthErrorReport['code'], message: string, advice: string): AuthErrorReport => ({
  code,
  message,
  advice,
});

export const expiredKey = problem(
  'credential-expired',
  'The personal access token of GitHub has expired.',
  'Create another personal access token and use that instead.',
);

/** The responses of a backend with a session, and other responses by path. */
export const answers = (
  session: Partial<Session> | AuthErrorReport,
  others: Screen['answers'] = {},
): Screen['answers'] => ({
  '/auth/unlock': { value: { used: 0, callerToken: 'of-this-run' } },
  '/auth/session':
    'code' in session ? { error: session } : { value: { providers: [gitHub], accounts: [], ...session } },
  ...others,
});
export const started = {
  '/auth/sign-in': { value: { attempt: 'a', url: 'http://127.0.0.1:50000/login/a' } },
};
export const failing = (error: AuthErrorReport) =>
  answers({}, { ...started, '/auth/attempts/a': { value: { status: 'failed', error } } });
export const device = {
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://github.com/login/device',
  expiresAt: Date.UTC(2026, 0, 1, 12, 15),
};
export const signIn = 'Sign in with GitHub';
