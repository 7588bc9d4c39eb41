import type { Account, DdClient, SignInProblem } from '@ddext-oauth/auth/ui';

type Profile = Account['profile'];

export interface FakeBackend {
  readonly ddClient: DdClient;
  /** What the UI asked Docker Desktop to open in the browser. */
  readonly opened: string[];
  down: boolean;
  /** The person finishes in the browser. */
  finish(profile: Profile): void;
  fail(error: SignInProblem): void;
}

/** The backend's answers without a backend, so that the UI's states can be brought about one by one. */
export function fakeBackend(options: { signedIn?: Profile; missing?: string } = {}): FakeBackend {
  const opened: string[] = [];
  let accounts = options.signedIn ? [accountOf(options.signedIn)] : [];
  let settle: (outcome: unknown) => void = () => {};
  const outcome = new Promise((resolve) => {
    settle = resolve;
  });
  const provider = {
    id: 'example',
    name: 'Example',
    ...(options.missing && {
      problem: { code: 'provider-not-configured', message: options.missing, advice: '' },
    }),
  };

  const routes: Record<string, () => unknown> = {
    '/auth/session': () => ({ providers: [provider], accounts }),
    '/auth/sign-in': () => ({ attempt: 'attempt-1', url: 'http://127.0.0.1:50000/login/attempt-1' }),
    '/auth/attempts/attempt-1?wait=true': () => outcome,
    '/auth/attempts/attempt-1/cancel': () => fail({ code: 'attempt-cancelled', message: '', advice: '' }),
    '/auth/sign-out': () => {
      accounts = [];
    },
  };
  const answer = async (url: string) => {
    if (backend.down) throw { name: 'Error', message: 'connect ECONNREFUSED', statusCode: 502 };
    const route = routes[url];
    if (!route) throw new Error(`The UI called ${url}, which the backend does not have.`);
    return { ok: true, value: (await route()) ?? null };
  };
  const fail = (error: SignInProblem) => settle({ status: 'failed', error });

  const backend: FakeBackend = {
    ddClient: {
      extension: { vm: { service: { get: answer, post: answer } } },
      host: { openExternal: (url) => void opened.push(url) },
    },
    opened,
    down: false,
    finish(profile) {
      accounts = [accountOf(profile)];
      settle({ status: 'signed-in', value: accounts[0] });
    },
    fail,
  };
  return backend;
}

function accountOf(profile: Profile): Account {
  return {
    id: `example:${profile.id}`,
    provider: { id: 'example', name: 'Example' },
    profile,
    scopes: ['openid'],
    signedInAt: Date.now(),
  };
}
