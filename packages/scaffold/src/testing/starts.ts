import { providersToAcceptOf, type RawOptions } from '../options/options.ts';
import { earlierFiles, made } from './edited-extension.ts';
import type { Files } from './edits/edit.ts';

/** An extension with which a test starts. */
export interface Start {
  readonly options: RawOptions;
  /** Whether an earlier version generated it, with other templates. */
  readonly isEarlier: boolean;
}

const shared = { path: 'extensions/sign-in', packageManager: 'pnpm', biome: true } as const;

const providers = [
  ['oidc', 'github'],
  ['github', 'oidc', 'gitlab'],
  ['keycloak', 'github'],
] as const;
/** GitHub requires a client secret, which a page cannot keep. */
const inPage = [
  ['oidc', 'okta'],
  ['keycloak', 'oidc'],
  ['oidc', 'auth0', 'okta'],
] as const;

const tab = (options: RawOptions): RawOptions => {
  const raw = { ...options, strategy: 'extension-tab' };
  return { ...raw, accept: providersToAcceptOf(raw).map(({ id }) => id) };
};

const current: readonly RawOptions[] = [
  ...providers.map((provider) => ({ provider, strategy: 'backend-callback' })),
  { provider: providers[0], strategy: 'backend-callback', workspace: shared },
  ...providers.map((provider) => tab({ provider })),
  ...inPage.map((provider) => tab({ provider })),
  tab({ provider: inPage[0], workspace: shared }),
  ...inPage.map((provider) => tab({ provider, exchange: 'ui' })),
];

const earlier: readonly RawOptions[] = [
  { provider: providers[1], strategy: 'backend-callback' },
  tab({ provider: inPage[0] }),
  tab({ provider: inPage[0], exchange: 'ui' }),
];

/** Every strategy and exchange, separate and shared workspaces, current and earlier templates. */
export const starts: readonly Start[] = [
  ...current.map((options) => ({ options, isEarlier: false })),
  ...earlier.map((options) => ({ options, isEarlier: true })),
];

/** Templates that change: a value, a comment, a word in prose, a statement and a test. */
const changedTemplates: Readonly<Record<string, (text: string) => string>> = {
  'compose.yaml': (text) => text.replace('mem_limit: 512m', 'mem_limit: 256m'),
  Dockerfile: (text) => text.replace(/^# .*\n/m, ''),
  'README.md': (text) => text.replace('By default, Docker Desktop installs', 'Docker Desktop installs'),
  'backend/src/backend.ts': (text) => text.replace(/^ *\/\/ Your own routes.*\n/m, ''),
  'ui/src/App.tsx': (text) => text.replace(/^export /m, 'const earlier = 1;\n\nexport '),
  'ui/src/main.tsx': (text) => text.replace(/<\/?StrictMode>/g, ''),
  'package.json': (text) => text.replace('"build": "', '"build": "true && '),
};

const rendered = new Map<Start, Files>();

/** The files of the extension. */
export function filesOf(start: Start): Files {
  const files = rendered.get(start) ?? generated(start);
  rendered.set(start, files);
  return files;
}

function generated({ options, isEarlier }: Start): Files {
  const files = made(options);
  if (!isEarlier) return files;
  return earlierFiles(
    options,
    Object.fromEntries(Object.entries(changedTemplates).filter(([path]) => files.has(path))),
  );
}
