import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../../dev/environment.mjs';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly environment?: string;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': unknown };
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(root, '.github/workflows');
const texts = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const workflow = (name: string): Workflow => parse(texts[name] ?? '');
const needs = ({ needs = [] }: Job) => [needs].flat();
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);

describe.each(Object.keys(texts))('.github/workflows/%s', (name) => {
  const { permissions, concurrency, jobs } = workflow(name);

  test('has no permissions by default, and grants each job those it names', () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      if (job.steps?.some(({ uses }) => uses))
        expect(job.permissions).toMatchObject({ contents: expect.anything() });
    }
  });

  test('does not run twice at the same time for a branch', () => {
    expect(concurrency?.group).toMatch(/-\$\{\{ github\.ref \}\}$/);
  });

  test('pins each action to a commit, with its version in a comment', () => {
    const lines = texts[name]?.match(/uses: (?!\.\/).*/g) ?? [];
    for (const line of lines) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // Each action has the same commit everywhere.
    const versions = Object.values(texts).flatMap(
      (text) => text.match(/[\w-]+\/[\w/-]+@[0-9a-f]{40} # \S+/g) ?? [],
    );
    const actions = new Set(versions.map((version) => version.split('@')[0]));
    expect(new Set(versions).size).toBe(actions.size);
  });

  test('keeps no credentials in a checkout, passes no event data to a shell, and has a time limit', () => {
    const steps = stepsOf(workflow(name));
    for (const { uses, with: inputs } of steps)
      if (uses?.startsWith('actions/checkout@'))
        expect(inputs).toMatchObject({ 'persist-credentials': false });
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
    for (const { uses, 'timeout-minutes': limit } of Object.values(jobs))
      if (uses === undefined) expect(limit).toBeLessThanOrEqual(60);
  });
});

describe('CI', () => {
  const { jobs } = workflow('ci.yml');

  test('has one gate, which needs every other job and passes only if all of them passed', () => {
    const { 'ci-ok': gate, ...others } = jobs;
    expect(needs(gate as Job).toSorted()).toEqual(Object.keys(others).sort());
    expect(gate?.if).toBe('always()');
    const [step] = gate?.steps ?? [];
    expect(step?.run).toBe('exit 1');
    for (const result of ['failure', 'cancelled', 'skipped'])
      expect(step?.if).toContain(`contains(needs.*.result, '${result}')`);
  });

  test('runs every test on the oldest and the newest supported Node.js', () => {
    expect(jobs.test?.strategy?.matrix.node).toEqual([20, 24]);
    expect(jobs.test?.steps).toContainEqual({ run: 'npm test' });
  });
});

describe('a release', () => {
  const { jobs } = workflow('release.yml');
  const withIdentity = Object.entries(jobs).filter(([, { permissions }]) => permissions?.['id-token']);

  test('waits for CI', () => {
    expect(jobs.ci?.uses).toBe('./.github/workflows/ci.yml');
    const waits = (name: string): boolean =>
      name === 'ci' || needs(jobs[name] as Job).some((needed) => waits(needed));
    for (const name of Object.keys(jobs)) expect([name, waits(name)]).toEqual([name, true]);
  });

  test('has no npm token: only one job may request an identity token, and it runs no installed code', () => {
    expect(texts['release.yml']).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|registry-url/);
    expect(withIdentity.map(([name]) => name)).toEqual(['publish']);
    const [[, publish]] = withIdentity as [[string, Job]];
    expect(publish.environment).toBe('npm');
    expect(publish.steps?.flatMap(({ run = [] }) => run)).toEqual([]);
    const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
    expect(publish.steps?.at(-1)?.with?.publish).toBe('npm run release -- packed');
    expect(scripts.release).toBe('node tools/release/publish.mjs');
  });
});

describe('the workflow of the documentation site', () => {
  const { jobs } = workflow('pages.yml');

  test('builds every version from the tags, and again after a release has added its tags', () => {
    const steps = jobs.build?.steps ?? [];
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0, 'fetch-tags': true });
    expect(steps.map(({ run }) => run)).toContain('node tools/site/build-versions.mjs');
    const { name } = parse(texts['release.yml'] ?? '');
    expect(parse(texts['pages.yml'] ?? '').on.workflow_run).toMatchObject({
      workflows: [name],
      branches: ['main'],
    });
  });
});
