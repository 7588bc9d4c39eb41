import { expect, test } from '@jest/globals';
import { registryPackages } from '../../plan/packages.ts';
import { createPlan } from '../../plan/plan.ts';
import { commandLine } from '../command-line.ts';
import { resolveOptions } from '../options.ts';

const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: true } as const;

function planned(license?: string) {
  const { options } = resolveOptions({ directory: 'hello', license });
  const plan = createPlan(options, { packages: registryPackages() });
  const { license: named } = JSON.parse(String(plan.get('package.json')));
  const { options: recorded } = JSON.parse(String(plan.get('ddext-oauth.json')));
  return { named, recorded, file: plan.get('LICENSE'), command: commandLine(options) };
}

test.each([undefined, 'MIT'])('the license %s is MIT, which is not recorded', (license) => {
  const { named, recorded, file, command } = planned(license);
  expect(named).toBe('MIT');
  expect(file).toMatch(/^MIT License\n\nCopyright \(c\) the authors of hello\n/);
  expect(recorded).not.toHaveProperty('license');
  expect(command).not.toContain('--license');
});

test('the license Apache-2.0 is recorded, and is part of the command', () => {
  const { named, recorded, file, command } = planned('Apache-2.0');
  expect([named, recorded.license]).toEqual(['Apache-2.0', 'Apache-2.0']);
  expect(file).toContain('Version 2.0, January 2004');
  expect(command).toContain(' --license Apache-2.0 ');
});

test('UNLICENSED has no LICENSE file', () => {
  expect(planned('UNLICENSED')).toMatchObject({ named: 'UNLICENSED', file: undefined });
});

test.each([
  ['mit', 'did you mean MIT?'],
  ['Apache', 'did you mean Apache-2.0?'],
  ['WTFPL', 'use MIT or Apache-2.0 or UNLICENSED.'],
  ['', 'use MIT or Apache-2.0 or UNLICENSED.'],
])('the license %j is rejected with the supported ones', (license, message) => {
  expect(() => resolveOptions({ license })).toThrow(
    expect.objectContaining({ code: 'license-unknown', message: expect.stringContaining(message) }),
  );
});

test('an extension in an existing workspace has the license of the workspace', () => {
  const raw = { directory: 'extensions/hello', workspace };
  const { options } = resolveOptions(raw);
  const plan = createPlan(options, { packages: registryPackages() });
  expect(plan.has('LICENSE')).toBe(false);
  expect(JSON.parse(String(plan.get('package.json')))).not.toHaveProperty('license');
  expect(() => resolveOptions({ ...raw, license: 'MIT' })).toThrow(
    expect.objectContaining({ code: 'option-not-applicable' }),
  );
});
