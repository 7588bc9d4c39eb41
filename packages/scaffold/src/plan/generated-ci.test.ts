import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { resolveOptions } from '../options/options.ts';
import { registryPackages } from './packages.ts';
import { createPlan } from './plan.ts';

const { options } = resolveOptions({
  directory: 'sign-in',
  image: 'acme/sign-in',
  provider: ['oidc'],
  title: 'Sign in',
});
const plan = createPlan(options, { packages: registryPackages() });
const text = (path: string) => String(plan.get(path));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe('the generated workflow', () => {
  const source = text('.github/workflows/ci.yml');
  const workflow: { permissions: object; jobs: Record<string, { permissions: object; steps: Step[] }> } =
    parse(source);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('pins each action by commit, with its version beside it', () => {
    const lines = source.match(/uses: .*/g) ?? [];
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('has no permissions but those that each job names, and leaves no credentials in the checkout', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeDefined();
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(Object.keys(workflow.jobs).length);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });

  test('installs from the lockfile, and names no pnpm version of its own', () => {
    const runs = steps.flatMap(({ run = [] }) => run);
    expect(runs).toContain('pnpm install --frozen-lockfile');
    const setup = steps.find(({ uses }) => uses?.startsWith('pnpm/action-setup@'));
    expect(setup?.with?.version).toBeUndefined();
    expect(JSON.parse(text('package.json')).packageManager).toMatch(
      /^pnpm@\d+\.\d+\.\d+\+sha512\.[0-9a-f]{128}$/,
    );
  });
});

test('the generated dependabot.yml keeps npm packages, the base image and actions up to date', () => {
  const { updates } = parse(text('.github/dependabot.yml'));
  const ecosystems = updates.map((update: { 'package-ecosystem': string }) => update['package-ecosystem']);
  expect(ecosystems).toEqual(['npm', 'docker', 'github-actions']);
});
