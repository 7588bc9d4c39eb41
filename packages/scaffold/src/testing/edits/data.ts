import { type Edit, type Files, insertion, type Pick, pathsWith, replaced, replacement } from './edit.ts';

const COMPOSE = 'compose.yaml';
const ENVIRONMENT = '.env.example';
const RECORD = 'ddext-oauth.json';

const variable = /^( +)([A-Z][A-Z_0-9]*): (.*)$/gm;

/** Variables of `environment` that hold no value yet. */
function emptyVariable(text: string, pick: Pick): string | undefined {
  return pick([...text.matchAll(/^ +([A-Z_0-9]+): ""$/gm)].map(([, name]) => name ?? ''));
}

/** A value that belongs to a provider. It may be removed with its variable if a warning names the variable. */
function providerValue(
  name: string,
  file: string,
  edit: (text: string, variable: string, word: string) => string,
  names: (text: string, pick: Pick) => string | undefined,
): Edit {
  return {
    name,
    kind: 'content',
    apply(files, pick) {
      const text = files.get(file) ?? '';
      const chosen = names(text, pick);
      const word = `ours${text.length}x`;
      if (chosen === undefined || text.includes(word)) return undefined;
      return {
        files: { [file]: edit(text, chosen, word) },
        lost: ({ files: after, warnings }) =>
          after.get(file)?.includes(word) ||
          warnings.some((warning) => warning.includes(` ${chosen} is removed`))
            ? undefined
            : `${file} lost the value of ${chosen}`,
        isOver: ({ files: after }) => !after.get(file)?.includes(word),
      };
    },
  };
}

const json = (text: string, edit: (value: Record<string, never>) => unknown) =>
  `${JSON.stringify(edit(JSON.parse(text.replace(/^\uFEFF/, ''))), null, 2)}\n`;

/** A member of a JSON file. A file with comments is left alone. */
function member(
  name: string,
  path: string | ((files: Files, pick: Pick) => string | undefined),
  edit: (value: never, word: string) => unknown,
): Edit {
  return insertion(name, 'content', path, (text, word) => {
    try {
      return json(text, (value) => edit(value as never, word));
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  });
}

type Manifest = { readonly [key: string]: Record<string, string> };

const composeEdits: readonly Edit[] = [
  insertion('own variable in compose.yaml', 'content', COMPOSE, (text, word) =>
    replaced(text, /^( +)environment:\n/m, `$&$1  OWN: ${word}\n`),
  ),
  insertion('own variable at the end of environment', 'content', COMPOSE, (text, word) =>
    replaced(text, /^( +)([A-Z_]+): (.*)\n(?=\n|\S| {0,4}\S)/m, `$&$1OWN_LAST: ${word}\n`),
  ),
  insertion('own service', 'content', COMPOSE, (text, word) =>
    replaced(text, /\nvolumes:\n/, `\n  cache:\n    image: redis:8 # ${word}\n\nvolumes:\n`),
  ),
  insertion('own volume', 'content', COMPOSE, (text, word) =>
    replaced(text, /\n {2}auth-data: \{\}\n/, `$&  ${word}: {}\n`),
  ),
  insertion('labels of the service', 'content', COMPOSE, (text, word) =>
    replaced(text, /^ {4}mem_limit/m, `    labels:\n      own: ${word}\n    mem_limit`),
  ),
  insertion('health check of the service', 'content', COMPOSE, (text, word) =>
    replaced(
      text,
      /^ {4}volumes:\n/m,
      `    healthcheck:\n      test: ["CMD", "true", "${word}"]\n    volumes:\n`,
    ),
  ),
  replacement(
    'limits of the service',
    'content',
    COMPOSE,
    (text) => text.replace('512m', '768m'),
    (text) => text.includes('768m'),
  ),
  insertion(
    'field of an extension of Compose',
    'content',
    COMPOSE,
    (text, word) => `x-own: ${word}\n${text}`,
  ),
  replacement(
    'environment as a list',
    'content',
    COMPOSE,
    (text) => {
      const list = text.replace(
        variable,
        (_line, space, name, value) => `${space}- ${name}=${String(value).replaceAll('"', '')}`,
      );
      return list === text ? undefined : list;
    },
    (text, { files }) => /^ +- [A-Z_]+=/m.test(text) || !/[A-Z_]+/.test(files.get(COMPOSE) ?? ''),
  ),
  insertion('env_file beside environment', 'content', COMPOSE, (text, word) =>
    replaced(text, /^ {4}environment:\n/m, `    env_file: ${word}.env\n    environment:\n`),
  ),
  insertion('env_file in place of environment', 'content', COMPOSE, (text, word) =>
    replaced(text, /^ {4}environment:\n( {6,}.*\n)+/m, `    env_file: ${word}.env\n`),
  ),
  insertion('anchor of environment', 'content', COMPOSE, (text, word) =>
    replaced(text, /^ {4}environment:\n/m, `    environment: &${word}\n`),
  ),
  insertion('environment by an alias', 'content', COMPOSE, (text, word) => {
    const lines = /^ {4}environment:\n((?: {6,}.*\n)+)/m.exec(text);
    if (!lines?.[1]) return undefined;
    return `x-environment: &${word}\n${lines[1].replace(/^ {4}/gm, '')}\n${text.replace(lines[0], `    environment: *${word}\n`)}`;
  }),
  insertion('merge key in environment', 'content', COMPOSE, (text, word) => {
    const edited = replaced(text, /^ {4}environment:\n/m, `$&      <<: *${word}\n`);
    return edited && `x-common: &${word}\n  OWN: "1"\n\n${edited}`;
  }),
  replacement(
    'service renamed',
    'content',
    COMPOSE,
    (text) => text.replace(/^ {2}backend:$/m, '  api:'),
    (text) => /^ {2}api:$/m.test(text) && !/^ {2}backend:$/m.test(text),
  ),
  insertion('second port', 'content', COMPOSE, (text, word) =>
    replaced(text, /^( +)- 127\.0\.0\.1:\d+:\d+.*\n/m, `$&$1- 127.0.0.1:9229:9229 # ${word}\n`),
  ),
  providerValue(
    'client ID filled in',
    COMPOSE,
    (text, name, word) => text.replace(`${name}: ""`, `${name}: ${word}`),
    emptyVariable,
  ),
  replacement(
    'header comment removed from environment',
    'cosmetic',
    COMPOSE,
    (text) => replaced(text, /^ {4}environment:\n( +#.*\n)+/m, '    environment:\n'),
    (text) => !text.includes('# Fill in these values'),
  ),
];

const environmentEdits: readonly Edit[] = [
  insertion(
    'own variable at the end of .env.example',
    'content',
    ENVIRONMENT,
    (text, word) => `${text}\n# Ours\nOWN=${word}\n`,
  ),
  insertion(
    'own variable directly at the end of .env.example',
    'content',
    ENVIRONMENT,
    (text, word) => `${text}OWN=${word}\n`,
  ),
  insertion(
    'own variable at the top of .env.example',
    'content',
    ENVIRONMENT,
    (text, word) => `OWN=${word}\n\n${text}`,
  ),
  providerValue(
    'value in .env.example',
    ENVIRONMENT,
    (text, name, word) => text.replace(`\n${name}=\n`, `\n${name}=${word}\n`),
    (text, pick) => pick([...text.matchAll(/^([A-Z_]+)=(?=\n)/gm)].map(([, name]) => name ?? '')),
  ),
];

const manifest = (files: Files, pick: Pick) =>
  pick(pathsWith(files, /^((backend|ui|auth)\/)?package\.json$/));

const jsonEdits: readonly Edit[] = [
  member('own script', 'package.json', (value: Manifest, word) => ({
    ...value,
    scripts: { ...value.scripts, own: word },
  })),
  member('own dependency', manifest, (value: Manifest, word) => ({
    ...value,
    dependencies: { ...value.dependencies, [word]: '^1.0.0' },
  })),
  member('own tool', 'package.json', (value: Manifest, word) => ({
    ...value,
    devDependencies: { [word]: '^1.0.0', ...value.devDependencies },
  })),
  member('author in package.json', 'package.json', (value: Manifest, word) => ({ author: word, ...value })),
  member('dev script changed', 'package.json', (value: Manifest, word) => ({
    ...value,
    scripts: { ...value.scripts, dev: `OWN=${word} ${value.scripts?.dev}` },
  })),
  replacement(
    'version of a tool',
    'content',
    'package.json',
    (text) => replaced(text, /"(tsx|typescript|jest)": "[^"]*"/, '"$1": "99.0.0"'),
    (text, { files }) => text.includes('99.0.0') || !files.has('backend/package.json'),
  ),
  replacement(
    'keys of package.json in another order',
    'content',
    'package.json',
    (text) => {
      const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
      return `${JSON.stringify(Object.fromEntries(Object.entries(value).toReversed()), null, 2)}\n`;
    },
    () => true,
  ),
  member('property in metadata.json', 'metadata.json', (value: Manifest, word) => ({
    ...value,
    host: { binaries: [{ linux: [{ path: word }] }] },
  })),
  member('property in nx.json', 'nx.json', (value: Manifest, word) => ({ ...value, tui: { [word]: true } })),
  member('plugin in nx.json', 'nx.json', (value: { plugins: string[] }, word) => ({
    ...value,
    plugins: [word, ...value.plugins],
  })),
  member('compiler option', 'tsconfig.base.json', (value: Manifest, word) => ({
    ...value,
    compilerOptions: { ...value.compilerOptions, baseUrl: word },
  })),
  member('rule in biome.json', 'biome.json', (value: Manifest, word) => ({
    ...value,
    linter: { includes: [word] },
  })),
  member('own key in the record', RECORD, (value: Manifest, word) => ({ ...value, own: word })),
  replacement(
    'record with 4 spaces',
    'cosmetic',
    RECORD,
    (text) => `${JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')), null, 4)}\n`,
    (text) => /^ {4}"version/m.test(text),
  ),
  replacement(
    'record with a byte order mark',
    'cosmetic',
    RECORD,
    (text) => `\uFEFF${text}`,
    (text) => text.startsWith('\uFEFF'),
  ),
  replacement(
    'record with CRLF',
    'cosmetic',
    RECORD,
    (text) => text.replace(/\r?\n/g, '\r\n'),
    (text) => !/[^\r]\n/.test(text),
  ),
];

const workspaceEdits: readonly Edit[] = [
  insertion('own package in pnpm-workspace.yaml', 'content', 'pnpm-workspace.yaml', (text, word) =>
    replaced(text, /^ {2}- auth\n/m, `$&  - ${word}/*\n`),
  ),
  insertion(
    'override in pnpm-workspace.yaml',
    'content',
    'pnpm-workspace.yaml',
    (text, word) => `${text}overrides:\n  ${word}: 1.0.0\n`,
  ),
  insertion(
    'step in the workflow',
    'content',
    '.github/workflows/ci.yml',
    (text, word) => `${text}      - run: echo ${word}\n`,
  ),
  insertion('package in the Dockerfile', 'content', 'Dockerfile', (text, word) =>
    replaced(text, /^ENV NODE_ENV.*\n/m, `RUN apt-get install ${word}\n$&`),
  ),
  insertion('label in the Dockerfile', 'content', 'Dockerfile', (text, word) =>
    replaced(text, /\nLABEL /, `\nLABEL own="${word}"\nLABEL `),
  ),
  replacement(
    'base image in the Dockerfile',
    'content',
    'Dockerfile',
    (text) => text.replaceAll('node:24-slim', 'node:26-slim'),
    (text) => text.includes('node:26-slim'),
  ),
  insertion('pattern in .gitignore', 'content', '.gitignore', (text, word) => `${text}${word}\n`),
  insertion('script in index.html', 'content', 'ui/index.html', (text, word) =>
    replaced(text, '</head>', `  <link rel="stylesheet" href="${word}.css" />\n  </head>`),
  ),
];

export const dataEdits: readonly Edit[] = [
  ...composeEdits,
  ...environmentEdits,
  ...jsonEdits,
  ...workspaceEdits,
];
