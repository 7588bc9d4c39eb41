import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { resolveOptions } from '../options/options.ts';
import { temporaryDirectory } from '../testing/directories.ts';
import { registryPackages } from './packages.ts';
import { createPlan } from './plan.ts';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly part: string } };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const REMOTE_CACHE = 'https://nx-cache.example.com';

function planWith(remoteCache?: string) {
  const { options } = resolveOptions({
    ...{ directory: 'sign-in', image: 'acme/sign-in', provider: ['oidc'], title: 'Sign in' },
    remoteCache,
  });
  const plan = createPlan(options, { packages: registryPackages() });
  return (path: string) => String(plan.get(path));
}

const [withoutCache, withCache] = [planWith(), planWith(REMOTE_CACHE)];
const ci = '.github/workflows/ci.yml';
const text = withoutCache;
const workflowOf = (source: string): Workflow => parse(source);
const cached = workflowOf(withCache(ci));

describe.each([
  ['without a remote cache', withoutCache(ci)],
  ['with a remote cache', withCache(ci)],
])('the generated workflow %s', (_name, source) => {
  const workflow = workflowOf(source);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('pins each action by commit, with its version in a comment', () => {
    const lines = source.match(/uses: .*/g) ?? [];
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('has only the permissions that each job names, and keeps no credentials in the checkout', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) expect(job.permissions).toBeDefined();
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(jobs.length - 1);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });

  test('passes every value to a command in a variable, so that a name in a pull request is not run', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('installs from the lockfile, and names no pnpm version', () => {
    const runs = steps.flatMap(({ run = [] }) => run);
    expect(runs).toContain('pnpm install --frozen-lockfile');
    const setup = steps.find(({ uses }) => uses?.startsWith('pnpm/action-setup@'));
    expect(setup?.with?.version).toBeUndefined();
    expect(JSON.parse(text('package.json')).packageManager).toMatch(
      /^pnpm@\d+\.\d+\.\d+\+sha512\.[0-9a-f]{128}$/,
    );
  });

  test('has a job for each part of the plan, and none for an empty plan', () => {
    for (const [name, { strategy, if: condition = '' }] of Object.entries(workflow.jobs)) {
      if (name === 'plan' || name === 'done') continue;
      const output = name.replace('-on-main', '');
      expect(strategy?.matrix.part).toBe(`\${{ fromJSON(needs.plan.outputs.${output}) }}`);
      expect(condition).toContain(`needs.plan.outputs.${output} != '[]'`);
    }
  });

  test('fails in the job that a branch can require, if any other job failed', () => {
    const { done, ...others } = workflow.jobs;
    expect(done).toMatchObject({ needs: Object.keys(others), if: 'failure() || cancelled()' });
  });

  test('builds images for both platforms', () => {
    const bakes = steps.filter(({ run }) => run?.includes('docker buildx bake'));
    expect(bakes.length).toBeGreaterThan(0);
    for (const { run } of bakes) expect(run).toContain('linux/amd64,linux/arm64');
  });
});

describe('the generated workflow without a remote cache', () => {
  test('reads no secret, and no package', () => {
    expect(withoutCache(ci)).not.toMatch(/secrets\.|packages:|NX_SELF_HOSTED/);
  });
});

describe('the generated workflow with a remote cache', () => {
  const secretsOf = (job: Job | undefined) => new Set(JSON.stringify(job).match(/secrets\.\w+/g));
  const { jobs } = cached;

  test('gives the token that writes only to runs on main, in an environment', () => {
    const writers = Object.entries(jobs).filter(([, job]) =>
      secretsOf(job).has('secrets.NX_CACHE_WRITE_TOKEN'),
    );
    expect(writers.map(([name]) => name)).toEqual(['tasks-on-main']);
    expect(jobs['tasks-on-main']?.environment).toBe('nx-cache-write');
    expect(jobs['tasks-on-main']?.if).toContain("github.event_name == 'push'");
    expect(secretsOf(jobs.tasks)).toEqual(new Set(['secrets.NX_CACHE_READ_TOKEN']));
    expect(jobs.tasks?.environment).toBeUndefined();
  });

  test('gives no token to the job that lints and plans, or to an installation of packages', () => {
    expect(secretsOf(jobs.plan).size).toBe(0);
    for (const { steps, ...job } of Object.values(jobs)) {
      expect(secretsOf({ ...job, steps: [] }).size).toBe(0);
      for (const step of steps) if (step.run?.includes('install')) expect(step.env).toBeUndefined();
    }
  });

  test('writes the layers of images only on main', () => {
    expect(jobs.images?.permissions).toEqual({ contents: 'read', packages: 'read' });
    expect(jobs['images-on-main']?.permissions).toEqual({ contents: 'read', packages: 'write' });
    expect(jobs['images-on-main']?.if).toContain("github.event_name == 'push'");
    const { env } = jobs.plan?.steps.find(({ run }) => run?.includes('ddext-ci')) ?? {};
    expect(env?.ACCESS).toContain("github.event_name == 'push' && 'write' || 'read'");
  });

  test('is recorded, with the command that generates it', () => {
    const record = JSON.parse(withCache('ddext-oauth.json'));
    expect(record.options.remoteCache).toBe(REMOTE_CACHE);
    expect(record.command).toContain(`--remote-cache ${REMOTE_CACHE} `);
  });
});

describe('the step that sets up the remote cache', () => {
  const step = cached.jobs.tasks?.steps.find(({ name }) => name?.startsWith('Use the remote cache'));

  /** Runs the step as GitHub does. Returns the variables that it adds to the environment of later steps. */
  async function environmentAfter(status: number | undefined) {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      response.writeHead(status ?? 500).end('Body');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const SERVER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = () => new Promise((resolve) => server.close(resolve));
    if (status === undefined) await stop();
    const file = join(await temporaryDirectory(), 'env');
    const env = { SERVER, TOKEN: 'the-token', GITHUB_ENV: file };
    const { stdout } = await promisify(execFile)('bash', ['-e', '-c', `: > "$GITHUB_ENV"; ${step?.run}`], {
      env: { ...process.env, ...env },
    });
    if (status !== undefined) await stop();
    return { stdout, seen, added: readFileSync(file, 'utf8').replace(SERVER, 'SERVER') };
  }

  test('uses a server that accepts the token', async () => {
    expect(await environmentAfter(404)).toMatchObject({
      added: 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER=SERVER\n',
      seen: ['/v1/cache/0 Bearer the-token'],
    });
  });

  test.each([401, 403, 500, 200, undefined])(
    'continues without the cache if the server returns %s',
    async (status) => {
      const { added, stdout } = await environmentAfter(status);
      expect(added).toBe('');
      expect(stdout).toContain(
        `Running without the remote cache of Nx. It returned HTTP ${status ?? '000'}.`,
      );
    },
  );
});

test('the generated dependabot.yml keeps npm packages, the base image and actions up to date', () => {
  const { updates } = parse(text('.github/dependabot.yml'));
  const ecosystems = updates.map((update: { 'package-ecosystem': string }) => update['package-ecosystem']);
  expect(ecosystems).toEqual(['npm', 'docker', 'github-actions']);
});
