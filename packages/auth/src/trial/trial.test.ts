import { afterEach, describe, expect, test } from '@jest/globals';
import { github } from '../providers/github.ts';
import { oidc } from '../providers/oidc.ts';
import type { Extension } from '../session/extension.ts';
import { TestBrowser } from '../testing/browser.ts';
import { startIdentityProvider } from '../testing/identity-provider.ts';
import { CLIENT_ID, type ScriptedProvider, startScriptedProvider } from '../testing/scripted-provider.ts';
import { type Secrets, watchSecrets } from '../testing/secrets.ts';
import type { TrialStep } from './step.ts';
import { Trial, type TrialOptions } from './trial.ts';

const extension: Extension = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 51_234 };
const redirectUriOf = (id: string) => `http://127.0.0.1:51234/callback/${id}`;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Goes on until there is no next step, with a browser in between that brings the answer, changed where a test wants that. */
async function runThrough(
  trial: Trial,
  bring: (query: URLSearchParams) => URLSearchParams | undefined = (query) => query,
): Promise<readonly TrialStep[]> {
  while (trial.next !== undefined) {
    const { id } = await trial.step();
    if (id !== 'authorization' || !trial.authorizationUrl) continue;
    const back = new URL(await new TestBrowser().follow(trial.authorizationUrl, trial.redirectUri));
    const query = bring(back.searchParams);
    if (query) trial.answer(query);
  }
  return trial.steps;
}

const outcomes = (steps: readonly TrialStep[]) => steps.map(({ id, status }) => `${id} ${status}`);
const settingsAt = (issuer: string, clientId: string) => ({
  id: 'work',
  preset: oidc,
  issuer,
  clientId: { variable: 'WORK_CLIENT_ID' },
  clientSecret: { variable: 'WORK_CLIENT_SECRET' },
  read: (name: string) => (name === 'WORK_CLIENT_ID' ? clientId : undefined),
});

function trialOf(
  { read, ...settings }: ReturnType<typeof settingsAt>,
  options: Partial<TrialOptions> = {},
): Trial {
  return new Trial({ extension, settings, read, insecureLoopbackIssuer: true, ...options });
}

describe('a provider that is tried', () => {
  test('shows every step of a sign-in, each parameter with its meaning, and no secret', async () => {
    const secrets: Secrets = watchSecrets();
    const { issuer, close } = await startIdentityProvider([redirectUriOf('work')], {
      issueRefreshToken: async () => true,
    });
    closers.push(close, () => secrets.stop());
    const steps = await runThrough(trialOf(settingsAt(issuer, 'test-extension')));
    expect(outcomes(steps)).toEqual([
      'settings done',
      'endpoints done',
      'authorization done',
      'callback done',
      'token done',
      'profile done',
      'refresh done',
      'revocation done',
    ]);
    const sent = steps[2]?.parts[0]?.lines ?? [];
    expect(sent.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'code_challenge']),
    );
    for (const { meaning } of sent) expect(meaning).toMatch(/section/);
    expect(steps.map(({ summary }) => summary)).toContain('Ada Lovelace signed in.');
    await secrets.expectNoneIn(JSON.stringify(steps.map(({ parts, summary }) => ({ parts, summary }))));
  });

  test('is played by the stand-in where nobody has registered there', async () => {
    const { issuer, close } = await startIdentityProvider([redirectUriOf('github')]);
    closers.push(close);
    const settings = { id: 'github', preset: github, clientId: { variable: 'GITHUB_CLIENT_ID' } };
    const standIn = { issuer, clientId: 'test-extension' };
    const trial = new Trial({
      extension,
      settings,
      read: () => undefined,
      insecureLoopbackIssuer: true,
      standIn,
    });
    const steps = await runThrough(trial);
    expect(outcomes(steps)).toContain('profile done');
    expect(steps[0]?.summary).toContain("played by the simulator's identity provider");
  });
});

describe('a step that fails names the usual cause and what to mend', () => {
  let provider: ScriptedProvider;

  /** Tries a provider that does as it is told. */
  async function tryAt(
    tell: (provider: ScriptedProvider) => void,
    bring?: (query: URLSearchParams) => URLSearchParams | undefined,
    settings: object = {},
  ) {
    provider = await startScriptedProvider();
    closers.push(provider.close);
    tell(provider);
    const steps = await runThrough(
      trialOf({ ...settingsAt(provider.issuer, CLIENT_ID), ...settings }),
      bring,
    );
    return steps.at(-1) as TrialStep;
  }
  const refuse =
    (error: string, error_description?: string, status = 400) =>
    () => ({
      status,
      body: { error, ...(error_description && { error_description }) },
    });
  const token = (answer: () => { status: number; body: object }) => (scripted: ScriptedProvider) => {
    scripted.overrides.token = answer;
  };

  test.each<[string, Parameters<typeof tryAt>, string, RegExp, RegExp]>([
    [
      'a redirect URI that is not registered',
      [token(refuse('invalid_grant', 'redirect_uri did not match'))],
      'token',
      /redirect URI that was sent is not one that is registered/,
      /Register exactly http:\/\/127\.0\.0\.1:51234\/callback\/work as "Redirect URI"/,
    ],
    [
      'a client that is not known',
      [token(refuse('invalid_client', undefined, 401))],
      'token',
      /client secret is wrong/,
      /Compare WORK_CLIENT_ID and WORK_CLIENT_SECRET/,
    ],
    [
      'a scope that is not known',
      [() => {}, () => new URLSearchParams({ error: 'invalid_scope', state: 'x' })],
      'callback',
      /does not know a scope/,
      /Allow these scopes/,
    ],
    [
      'a person who refuses',
      [() => {}, () => new URLSearchParams({ error: 'access_denied' })],
      'callback',
      /refused, or an administrator/,
      /Try again and allow it/,
    ],
    [
      'a browser that never comes back',
      [() => {}, () => undefined],
      'callback',
      /shows an error of its own/,
      /Register exactly http:\/\/127\.0\.0\.1:51234\/callback\/work/,
    ],
    [
      'an issuer that is another',
      [
        (scripted) => {
          scripted.overrides.discovery = () => ({ body: { issuer: 'https://other.example' } });
        },
      ],
      'endpoints',
      /to the letter/,
      /Copy the value of "issuer"/,
    ],
    [
      'no discovery document',
      [
        (scripted) => {
          scripted.overrides.discovery = () => ({ status: 404, body: {} });
        },
      ],
      'endpoints',
      /no discovery document/,
      /before \/\.well-known\/openid-configuration/,
    ],
    [
      'an address where nothing answers',
      [() => {}, undefined, { issuer: 'http://127.0.0.1:9' }],
      'endpoints',
      /Nothing answers/,
      /Open the address in a browser/,
    ],
    [
      'a profile that may not be read',
      [
        (scripted) => {
          scripted.overrides.userinfo = () => ({ status: 403, body: {} });
        },
      ],
      'profile',
      /scope for the profile is missing/,
      /Allow these scopes/,
    ],
    [
      'a setting that is missing',
      [() => {}, undefined, { read: () => undefined }],
      'settings',
      /A setting is missing/,
      /in \.env for pnpm dev/,
    ],
  ])('%s', async (_what, [tell, bring, settings], step, cause, mend) => {
    const failed = await tryAt(tell, bring, settings);
    expect([failed.id, failed.status]).toEqual([step, 'failed']);
    expect(failed.problem?.cause).toMatch(cause);
    expect(failed.problem?.mend).toMatch(mend);
  });

  test('and is the last one', async () => {
    const trial = trialOf(settingsAt('http://127.0.0.1:9', 'a'));
    await runThrough(trial);
    expect(trial.next).toBeUndefined();
    await expect(trial.step()).rejects.toThrow('This trial is over.');
  });
});
