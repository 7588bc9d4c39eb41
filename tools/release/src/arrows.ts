/**
 * Which way imports may go. Of the code that is shipped: tests, and the folders that only tests use, may import what they like.
 */

/** For each package the packages of this repository that it may import; `typescript` erases the simulator's one. */
export const packageArrows: Readonly<Record<string, readonly string[]>> = {
  providers: [],
  auth: ['providers'],
  scaffold: ['providers'],
  check: ['providers'],
  simulator: ['auth', 'check'],
  nx: ['scaffold'],
  'create-ddext-oauth': ['scaffold'],
};

/** For each package the folders of its `src/`, lowest first: a folder may import those before it. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  providers: ['presets', 'compatibility'],
  auth: ['providers', 'core', 'stores', 'session', 'ui', 'backend', 'in-page', 'trial'],
  scaffold: ['options', 'plan', 'files', 'update'],
  check: ['sources', 'rules', 'report', 'image'],
  simulator: [
    'extension',
    'links',
    'identity-provider',
    'ddclient',
    'backend',
    'trial',
    'server',
    'sign-in',
    'dashboard',
    'try',
  ],
  nx: ['workspace', 'generators', 'migrations'],
  'create-ddext-oauth': ['prompts', 'steps'],
};

/** Arrows between folders that go up today. Take one off the list once it is gone, and add none. */
export const upwardArrows: Readonly<Record<string, readonly string[]>> = {
  simulator: [
    'backend -> server',
    'backend -> trial',
    'ddclient -> backend',
    'identity-provider -> server',
    'links -> server',
    'links -> trial',
    'trial -> server',
  ],
};

/** Modules of packages that still import from tools. Take one off the list once it is gone, and add none. */
export const importsFromTools: readonly string[] = [
  'simulator/src/sign-in/sign-in-over-http.test.ts',
  'simulator/src/testing/fixture.ts',
];
