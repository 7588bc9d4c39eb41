import type { Account, DdClient, KeyEntry, SignInMethod, SignInProblem } from '@ddext-oauth/auth/ui';

type Profile = Account['profile'];

export interface FakeBackend {
  readonly ddClient: DdClient;
  /** What the UI asked Docker Desktop to open in the browser. */
  readonly opened: string[];
  /** The sign-in method of each request to start a sign-in. */
  readonly requestedMethods: (SignInMethod | undefined)[];
  /** The keys that the UI has sent. */
  readonly addedKeys: string[];
  down: boolean;
  /** Responds to every call from now on. */
  refusal?: SignInProblem;
  /** The user finishes in the browser. */
  finish(profile: Profile): void;
  fail(error: SignInProblem): void;
}

const device = {
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://id.example/device',
  verificationUriComplete: 'https://id.example/device?user_code=ABCD-EFGH',
  expiresAt: Date.now() + 600_000,
};

/** Simulates the backend's responses, so that a test can produce each state of the UI. */
export function fakeBackend(
  options: {
    signedIn?: Profile;
    /** A provider that an earlier version of the extension had. Default: the one that this version has. */
    signedInAt?: string;
    missing?: string;
    notice?: string;
    signInMethods?: readonly SignInMethod[];
    /** The provider takes a key. The backend accepts `pat_1`. */
    key?: KeyEntry;
    /** Your own routes. */
    routes?: Readonly<Record<string, (data: unknown) => unknown>>;
    /** The provider's response comes to the tab. */
    returnsToTab?: true;
    /** What the host says is the extension's image: nothing in Podman Desktop. */
    image?: string;
  } = {},
): FakeBackend {
  const opened: string[] = [];
  const requestedMethods: (SignInMethod | undefined)[] = [];
  const addedKeys: string[] = [];
  let accounts = options.signedIn ? [accountOf(options.signedIn, options.signedInAt)] : [];
  let settle: (outcome: unknown) => void = () => {};
  let outcome: Promise<unknown> = new Promise((resolve) => {
    settle = resolve;
  });
  const begin = (signInMethod: SignInMethod | undefined) => {
    requestedMethods.push(signInMethod);
    outcome = new Promise((resolve) => {
      settle = resolve;
    });
    return signInMethod === 'device_code'
      ? { attempt: 'attempt-1', device }
      : { attempt: 'attempt-1', url: 'http://127.0.0.1:50000/login/attempt-1' };
  };
  const provider = {
    id: 'example',
    name: 'Example',
    signInMethods: options.signInMethods ?? ['authorization_code', 'device_code'],
    ...(options.key && { key: options.key }),
    ...(options.missing && {
      problem: { code: 'provider-not-configured', message: options.missing, advice: '' },
    }),
  };

  const notice = options.notice && {
    code: 'store-quarantined',
    message: options.notice,
    advice: 'Sign in again.',
  };
  const routes: Record<string, (data: unknown) => unknown> = {
    '/auth/unlock': () => ({ used: 0, callerToken: 'token' }),
    ...options.routes,
    '/auth/session': () => ({
      providers: [provider],
      accounts,
      ...(options.returnsToTab && { returnsToTab: true }),
      ...(notice && { notice }),
    }),
    '/auth/sign-in': (data) => begin((data as { signInMethod?: SignInMethod }).signInMethod),
    '/auth/attempts/attempt-1': () => outcome,
    '/auth/attempts/attempt-1/link': () => ({ url: 'http://127.0.0.1:50000/login/link-2' }),
    '/auth/attempts/attempt-1/cancel': () => fail({ code: 'attempt-cancelled', message: '', advice: '' }),
    '/auth/add-key': (data) => {
      const { key } = data as { key: string };
      addedKeys.push(key);
      if (key !== 'pat_1') return refuse({ code: 'credential-rejected', message: 'Refused.', advice: '' });
      accounts = [
        { ...accountOf({ id: 'ada', name: 'Ada' }), key: { kind: 'api_key', noun: 'access token' } },
      ];
      return accounts[0];
    },
    '/auth/verify': () => ({ status: 'works', message: 'Accepted.' }),
    '/auth/sign-out': () => {
      accounts = [];
      return { revoked: true, endSessionUrl: 'https://id.example/end' };
    },
  };
  const refuse = (problem: SignInProblem) => {
    throw problem;
  };
  const post = async (url: string, body: unknown) => {
    if (backend.down) throw { name: 'Error', message: 'connect ECONNREFUSED', statusCode: 502 };
    const route = routes[url];
    if (!route) throw new Error(`The UI called ${url}, which the backend does not have.`);
    if (backend.refusal) return { ok: false, error: backend.refusal };
    try {
      return { ok: true, value: (await route((body as { data?: unknown }).data)) ?? null };
    } catch (error) {
      return { ok: false, error };
    }
  };
  const fail = (error: SignInProblem) => settle({ status: 'failed', error });

  const backend: FakeBackend = {
    ddClient: {
      extension: {
        vm: { service: { post } },
        ...(options.image !== undefined && { image: options.image }),
      },
      host: { openExternal: (url) => void opened.push(url) },
    },
    opened,
    requestedMethods,
    addedKeys,
    down: false,
    finish(profile) {
      accounts = [accountOf(profile)];
      settle({ status: 'signed-in', value: accounts[0] });
    },
    fail,
  };
  return backend;
}

function accountOf(profile: Profile, earlier?: string): Account {
  return {
    id: `${earlier ?? 'example'}:${profile.id}`,
    provider: earlier ? { id: earlier, name: earlier } : { id: 'example', name: 'Example' },
    profile,
    scopes: ['openid'],
    signedInAt: Date.now(),
  };
}
