import { expect, test } from '@jest/globals';
import { ScaffoldError } from '../../errors.ts';
import { registryPackages } from '../../plan/packages.ts';
import { createPlan } from '../../plan/plan.ts';
import { commandLine } from '../command-line.ts';
import { type RawOptions, resolveOptions } from '../options.ts';
import { recordedOptions } from '../record.ts';

const NAME = '@ddext-oauth/keychain';
const workspace = { path: 'extensions/hello', packageManager: 'pnpm', biome: true } as const;

function planned(raw: RawOptions) {
  const { options } = resolveOptions({ directory: 'hello', ...raw });
  const plan = createPlan(options, { packages: registryPackages() });
  const json = (path: string) => JSON.parse(String(plan.get(path)));
  return {
    binaries: json('metadata.json').host?.binaries,
    dependency: json('ui/package.json').dependencies[NAME],
    dockerfile: String(plan.get('Dockerfile')),
    authProps: String(plan.get('ui/src/auth-props.ts')),
    recorded: json('ddext-oauth.json').options.key,
    command: commandLine(options),
  };
}

test.each([undefined, 'page'])('a key in the page (%s) needs no program, and is not recorded', (key) => {
  const { binaries, dependency, dockerfile, authProps, recorded, command } = planned({ key });
  expect([binaries, dependency, recorded]).toEqual([undefined, undefined, undefined]);
  expect(`${dockerfile}${authProps}${command}`).not.toMatch(/keychain|--key|keyLocation/);
});

test.each([
  ['keychain', 'backend-callback'],
  ['keychain-or-page', 'backend-callback'],
  ['keychain', 'extension-tab'],
])('%s with %s is recorded, and adds the programs of each system to the image', (key, strategy) => {
  const { binaries, dependency, dockerfile, authProps, recorded, command } = planned({ key, strategy });
  expect(binaries).toEqual([
    {
      darwin: [{ path: '/host/darwin/ddext-keychain' }],
      windows: [{ path: '/host/windows/ddext-keychain.exe' }],
      linux: [{ path: '/host/linux/ddext-keychain' }],
    },
  ]);
  expect(dependency).toMatch(/^\^\d/);
  expect(dockerfile).toMatch(
    /\nARG TARGETARCH\nCOPY --from=build --chmod=755 \/extension\/ui\/node_modules\/@ddext-oauth\/keychain\/dist\/\$\{TARGETARCH\}\/ \/host\/\n/,
  );
  expect(authProps).toContain(`keyLocation: ${key === 'keychain' ? 'keychain' : 'keychainOrPage'}`);
  expect(recorded).toBe(key);
  expect(command).toContain(` --key ${key} `);
});

test('the recorded options generate the same files', () => {
  const { options } = resolveOptions({ directory: 'hello', key: 'keychain-or-page' });
  expect(resolveOptions(recordedOptions(options)).options).toEqual(options);
});

test.each<[RawOptions, string, RegExp]>([
  [{ key: 'keychian' }, 'key-unknown', /did you mean keychain\?/],
  [
    { key: 'keychain', strategy: 'extension-tab', exchange: 'ui' },
    'option-not-applicable',
    /requires --exchange backend/,
  ],
  [
    { key: 'keychain-or-page', workspace },
    'option-not-applicable',
    /requires a workspace of the extension's own/,
  ],
])('%j is rejected with %s', (raw, code, message) => {
  try {
    resolveOptions({ directory: 'hello', ...raw });
  } catch (error) {
    expect(error).toBeInstanceOf(ScaffoldError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    return;
  }
  throw new Error('the options were accepted');
});

test('the programs are required only by an extension that uses them', () => {
  const packages = registryPackages().filter(({ name }) => name !== NAME);
  const plan = (key: string) => createPlan(resolveOptions({ directory: 'hello', key }).options, { packages });
  expect(plan('page').has('Dockerfile')).toBe(true);
  expect(() => plan('keychain')).toThrow(expect.objectContaining({ code: 'package-missing' }));
});

test('the packed programs are in the extension, and overrides name them, only if it uses them', () => {
  const packages = registryPackages().map((each) => ({
    ...each,
    tarball: { path: `vendor/${each.name.replace('@ddext-oauth/', '')}.tgz`, content: Buffer.of() },
  }));
  const plan = (key: string) => createPlan(resolveOptions({ directory: 'hello', key }).options, { packages });
  const path = 'vendor/keychain.tgz';
  expect([plan('page').has(path), plan('keychain').has(path)]).toEqual([false, true]);
  const settings = ['page', 'keychain'].map((key) =>
    String(plan(key).get('pnpm-workspace.yaml')).includes(path),
  );
  expect(settings).toEqual([false, true]);
});
