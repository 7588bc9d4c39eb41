/**
 * The allowed directions of imports in shipped code. Tests, and the folders that only tests use, may import anything.
 */

/** For each package in TypeScript, the packages of this repository that it may import. */
export const packageArrows: Readonly<Record<string, readonly string[]>> = {
  providers: [],
  auth: ['providers'],
  gateway: ['auth'],
  scaffold: ['providers'],
  check: ['providers'],
  simulator: ['auth', 'check', 'providers'],
  nx: ['scaffold'],
  add: ['auth', 'scaffold'],
  'create-ddext-oauth': ['scaffold', 'simulator'],
};

/** For each package, the folders of its `src/` in order: a folder may import those before it. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  providers: ['presets', 'compatibility'],
  auth: ['providers', 'core', 'stores', 'session', 'ui', 'backend', 'in-page', 'connection-test'],
  gateway: ['bundled', 'forward', 'settings', 'server'],
  scaffold: ['content', 'merge', 'options', 'plan', 'files', 'update', 'add'],
  check: ['sources', 'rules', 'report', 'image'],
  simulator: [
    'http',
    'processes',
    'desktop-links',
    'extension',
    'events',
    'identity-provider',
    'ddclient',
    'backend',
    'connection-test',
    'server',
    'dashboard',
    'cli',
  ],
  nx: ['workspace', 'ci', 'generators', 'migrations'],
  add: ['page-element'],
  'create-ddext-oauth': ['prompts', 'steps', 'add'],
};
