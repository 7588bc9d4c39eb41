import {
  type Edit,
  type Files,
  insertion,
  type Pick,
  pathsWith,
  replaced,
  replacement,
  scopeOf,
} from './edit.ts';

const LIST = 'auth/src/providers/index.ts';
const EXTENSION = 'auth/src/extension.ts';
const OWN_TEST = 'auth/src/extension.test.ts';
const BACKEND = 'backend/src/backend.ts';
const MAIN = 'backend/src/main.ts';
const BACKEND_TEST = 'backend/src/backend.test.ts';
const PAGE = 'ui/src/main.tsx';

const providerFile = (files: Files, pick: Pick) =>
  pick(pathsWith(files, /^auth\/src\/providers\/(?!index\.ts)[\w-]+\.ts$/));

/** Inserts lines before the first line that matches. */
function before(text: string, pattern: RegExp, lines: string): string | undefined {
  return replaced(text, pattern, `${lines}$&`);
}

function withImport(text: string, line: string): string {
  return `${line}\n${text}`;
}

/** The constant of a provider, and its file. */
function listedProvider(files: Files, pick: Pick): { name: string; path: string } | undefined {
  const imports = [...(files.get(LIST) ?? '').matchAll(/^import \{ (\w+) \} from '\.\/([\w-]+)\.ts';/gm)];
  const found = pick(imports);
  return found && { name: found[1] ?? '', path: `auth/src/providers/${found[2]}.ts` };
}

/** A second file with a provider, which the list imports. */
function ownProvider(
  name: string,
  edit: (list: string, word: string, scope: string) => string | undefined,
  file: (word: string) => readonly [path: string, content: string],
): Edit {
  return {
    name,
    kind: 'content',
    apply(files) {
      const list = files.get(LIST);
      const word = `ours${files.size}x`;
      if (list === undefined || list.includes(word) || /\bour[A-Z]|enterprise/.test(list)) return undefined;
      const edited = edit(list, word, scopeOf(files));
      if (edited === undefined) return undefined;
      const [path, content] = file(word);
      if (files.has(path)) return undefined;
      return {
        files: { [LIST]: edited, [path]: content },
        lost: (outcome) => {
          const text = outcome.files.get(LIST) ?? '';
          return outcome.files.get(path) === content && text.includes(word)
            ? undefined
            : `${LIST} lost "${name}"`;
        },
      };
    },
  };
}

const definition = (constant: string, id: string) => `import { defineProvider } from '@ddext-oauth/auth';
import { oidc as preset } from '@ddext-oauth/auth/providers';

export const ${constant} = defineProvider({
  id: '${id}',
  preset,
  grants: ['authorization_code'],
  issuer: { variable: 'OURS_ISSUER' },
  clientId: { variable: 'OURS_CLIENT_ID' },
});
`;

const listEdits: readonly Edit[] = [
  {
    name: 'import of a provider under an alias',
    kind: 'content',
    apply(files, pick) {
      const text = files.get(LIST) ?? '';
      const provider = listedProvider(files, pick);
      if (provider === undefined) return undefined;
      const { name } = provider;
      const alias = `${name}Alias`;
      const edited = text
        .replace(`import { ${name} }`, `import { ${name} as ${alias} }`)
        .replace(new RegExp(`^  ${name},`, 'm'), `  ${alias},`);
      const lost = ({ files: after, removed }: { files: Files; removed: readonly string[] }) =>
        (after.get(LIST) ?? '').includes(alias) || removed.some((id) => provider.path.endsWith(`/${id}.ts`))
          ? undefined
          : `${LIST} lost the alias ${alias}`;
      return edited.includes(`  ${alias},`) ? { files: { [LIST]: edited }, lost } : undefined;
    },
  },
  {
    name: 'constant of a provider renamed',
    kind: 'content',
    apply(files, pick) {
      const provider = listedProvider(files, pick);
      const file = provider && files.get(provider.path);
      if (provider === undefined || file === undefined) return undefined;
      const { name, path } = provider;
      const renamed = `${name}Company`;
      const list = (files.get(LIST) ?? '').replace(
        new RegExp(`(\\{ |^ {2})${name}(?= \\}|,)`, 'gm'),
        `$1${renamed}`,
      );
      const edited = file.replace(`export const ${name} =`, `export const ${renamed} =`);
      const lost = ({ files: after, removed }: { files: Files; removed: readonly string[] }) =>
        after.get(path)?.includes(renamed) || removed.some((id) => path.endsWith(`/${id}.ts`))
          ? undefined
          : `${path} lost the name ${renamed}`;
      return edited === file ? undefined : { files: { [LIST]: list, [path]: edited }, lost };
    },
  },
  ownProvider(
    'own provider in the list',
    (list, word) =>
      replaced(withImport(list, `import { ${word} } from '../${word}.ts';`), /\n\];/, `\n  ${word},\n];`),
    (word) => [`auth/src/${word}.ts`, definition(word, word)],
  ),
  ownProvider(
    'own provider at the top of the list',
    (list, word) =>
      replaced(
        withImport(list, `import { ${word} } from '../${word}.ts';`),
        /\] = \[\n/,
        `] = [\n  ${word},\n`,
      ),
    (word) => [`auth/src/${word}.ts`, definition(word, word)],
  ),
  ownProvider(
    'spread in the list',
    (list, word) =>
      replaced(withImport(list, `import { ${word} } from '../${word}.ts';`), /\n\];/, `\n  ...${word},\n];`),
    (word) => [`auth/src/${word}.ts`, `${definition('one', word)}\nexport const ${word} = [one];\n`],
  ),
  ownProvider(
    'own provider with the name of a preset',
    (list, word) =>
      /\bgitlab\b/.test(list)
        ? undefined
        : replaced(
            withImport(list, "import { gitlab } from '../enterprise.ts';"),
            /\n\];/,
            `\n  gitlab, // ${word}\n];`,
          ),
    () => ['auth/src/enterprise.ts', definition('gitlab', 'gitlab-enterprise')],
  ),
  replacement(
    'items of the list in another order',
    'content',
    LIST,
    (text) => {
      const items = text.match(/^ {2}\w+,\n/gm) ?? [];
      return items.length < 2 ? undefined : replaced(text, items.join(''), items.toReversed().join(''));
    },
    () => true,
  ),
  insertion(
    'export below the list',
    'content',
    LIST,
    (text, word) => `${text}\nexport const ${word} = providers.map((each) => each.id);\n`,
  ),
  insertion(
    'arrow function in a list of its own',
    'content',
    LIST,
    (text, word) => `${text}\nexport const ${word} = ['a'].map((x) => x);\n`,
  ),
  replacement(
    'list with satisfies',
    'content',
    LIST,
    (text) =>
      text
        .replace('providers: readonly ProviderSettings[] =', 'providers =')
        .replace(/\n\];/, '\n] as const satisfies readonly ProviderSettings[];'),
    (text) => text.includes('satisfies readonly'),
  ),
  replacement(
    'filtered list',
    'content',
    LIST,
    (text) => text.replace(/\n\];/, '\n].filter((each) => each.id);'),
    (text) => text.includes('.filter('),
  ),
];

const providerEdits: readonly Edit[] = [
  insertion('scopes of a provider', 'content', providerFile, (text, word) =>
    replaced(text, /\n\}\);\s*$/, `\n  scopes: ['${word}'],\n});\n`),
  ),
  insertion('scopes of a provider, above its client ID', 'content', providerFile, (text, word) =>
    before(text, /^ {2}clientId/m, `  scopes: ['${word}'],\n`),
  ),
  replacement(
    'device code of a provider',
    'content',
    providerFile,
    (text) => replaced(text, "['authorization_code']", "['authorization_code', 'device_code']"),
    (text) => text.includes('device_code'),
  ),
  insertion('hosts of the API of a provider', 'content', providerFile, (text, word) =>
    replaced(text, /^ {2}preset,\n/m, `  preset,\n  apiHosts: ['${word}.example'],\n`),
  ),
  insertion('client ID of a provider as a value', 'content', providerFile, (text, word) =>
    replaced(text, /clientId: \{[^}]*\}/, `clientId: '${word}'`),
  ),
  insertion('docstring of a provider', 'content', providerFile, (text, word) =>
    replaced(text, /^\/\*\* .* \*\/$/m, `/** The ${word}. */`),
  ),
];

const extensionEdits: readonly Edit[] = [
  insertion(
    'export in extension.ts',
    'content',
    EXTENSION,
    (text, word) => `${text}\nexport const ${word} = 1;\n`,
  ),
  insertion('docstring of extension.ts', 'content', EXTENSION, (text, word) =>
    replaced(text, /\/\*\* .* \*\//, `/** The ${word}. */`),
  ),
  replacement(
    'port in a constant',
    'content',
    EXTENSION,
    (text) => {
      const port = /port: (\d+)/.exec(text)?.[1];
      return (
        port && before(text.replace(`port: ${port}`, 'port: PORT'), /^\/\*\*/m, `const PORT = ${port};\n\n`)
      );
    },
    (text) => /PORT = \d+/.test(text),
  ),
  replacement(
    'title in a constant',
    'content',
    EXTENSION,
    (text) => {
      const title = /title: ('[^']*')/.exec(text)?.[1];
      return (
        title &&
        before(text.replace(`title: ${title}`, 'title: TITLE'), /^\/\*\*/m, `const TITLE = ${title};\n\n`)
      );
    },
    (text) => text.includes('TITLE ='),
  ),
  replacement(
    'condition in extension.ts',
    'content',
    EXTENSION,
    (text) => replaced(text, /redirect: ('\w+')/, 'redirect: Math.PI > 3 ? $1 : $1'),
    (text) => text.includes('Math.PI'),
  ),
  replacement(
    'properties of extension.ts in another order',
    'content',
    EXTENSION,
    (text) => {
      const members = text.match(/^ {2}\w+: .*,\n/gm) ?? [];
      return members.length < 2 ? undefined : replaced(text, members.join(''), members.toReversed().join(''));
    },
    () => true,
  ),
  insertion(
    'own test in extension.test.ts',
    'content',
    OWN_TEST,
    (text, word) => `${text}\ntest('${word}', () => {\n  expect(extension.id).toBe(extension.id);\n});\n`,
  ),
  insertion('own test in the middle of extension.test.ts', 'content', OWN_TEST, (text, word) =>
    before(
      text,
      /^test\('providers differ/m,
      `test('${word}', () => {\n  expect(extension.id).toBe(extension.id);\n});\n\n`,
    ),
  ),
  insertion('title of a test in extension.test.ts', 'content', OWN_TEST, (text, word, _files, pick) => {
    const titles = [...text.matchAll(/^test\('([^']*)'/gm)].map(([, title]) => title ?? '');
    const title = pick(titles);
    return title && text.replace(title, word);
  }),
];

const backendEdits: readonly Edit[] = [
  insertion('own route at the comment', 'content', BACKEND, (text, word) =>
    replaced(
      text,
      /^( *)\/\/ Your own routes.*\n/m,
      `$&$1api.get('/${word}', (_request, response) => void response.json([]));\n`,
    ),
  ),
  insertion('own route in place of the comment', 'content', BACKEND, (text, word) =>
    replaced(
      text,
      /^( *)\/\/ Your own routes.*\n/m,
      `$1api.get('/${word}', (_request, response) => void response.json([]));\n`,
    ),
  ),
  insertion('own route before return', 'content', BACKEND, (text, word) =>
    before(
      text,
      /^ {2}return /m,
      `  api.get('/${word}', (_request, response) => void response.json([]));\n\n`,
    ),
  ),
  insertion('middleware of the backend', 'content', BACKEND, (text, word) =>
    replaced(text, /^ {2}const api = .*\n/m, `$&  api.use(express.json({ type: '${word}' }));\n`),
  ),
  insertion('import in backend.ts', 'content', BACKEND, (text, word) =>
    before(
      replaced(text, /^ {2}return /m, `  void ${word};\n  return `) ?? text,
      /^import express/m,
      `import ${word} from 'node:os';\n`,
    ),
  ),
  insertion('first import in backend.ts', 'content', BACKEND, (text, word) =>
    withImport(
      replaced(text, /^ {2}return /m, `  void ${word};\n  return `) ?? text,
      `import ${word} from 'node:os';`,
    ),
  ),
  replacement(
    'renamed variable in backend.ts',
    'content',
    BACKEND,
    (text) =>
      text
        .replace('const api =', 'const ownApi =')
        .replaceAll(/\bapi\.(?=use|get)/g, 'ownApi.')
        .replace('return { api,', 'return { api: ownApi,'),
    (text) => text.includes('const ownApi ='),
  ),
  insertion(
    'function in backend.ts',
    'content',
    BACKEND,
    (text, word) => `${text}\nexport function ${word}() {\n  return 1;\n}\n`,
  ),
  insertion('option of the auth engine', 'content', BACKEND, (text, word) =>
    before(text, /^ {4}onSignIn/m, `    now: () => Date.now() + '${word}'.length,\n`),
  ),
  insertion(
    'line at the end of main.ts',
    'content',
    MAIN,
    (text, word) => `${text}console.log('${word}');\n`,
  ),
  insertion('import in main.ts', 'content', MAIN, (text, word) =>
    withImport(`${text}void ${word};\n`, `import ${word} from 'node:os';`),
  ),
  insertion(
    'test at the end of backend.test.ts',
    'content',
    BACKEND_TEST,
    (text, word) => `${text}\ntest('${word}', () => {\n  expect(api).toBe(api);\n});\n`,
  ),
  insertion('test within backend.test.ts', 'content', BACKEND_TEST, (text, word) =>
    before(text, /^describe\(/m, `test('${word}', () => {\n  expect(api).toBe(api);\n});\n\n`),
  ),
];

const pageEdits: readonly Edit[] = [
  insertion('style sheet in main.tsx', 'content', PAGE, (text, word) =>
    withImport(text, `import './${word}.css';`),
  ),
  insertion('style sheet after the imports of main.tsx', 'content', PAGE, (text, word) =>
    replaced(text, /^import \{ App \}.*\n/m, `$&import './${word}.css';\n`),
  ),
  insertion('telemetry in main.tsx', 'content', PAGE, (text, word) =>
    before(withImport(text, `import { ${word} } from '${word}';`), /^createRoot/m, `${word}();\n\n`),
  ),
  insertion('component around the app in main.tsx', 'content', PAGE, (text, word) =>
    withImport(text, `import { Provider } from '${word}';`)
      .replace('<DockerMuiV6ThemeProvider>', '<Provider>\n    <DockerMuiV6ThemeProvider>')
      .replace('</DockerMuiV6ThemeProvider>', '</DockerMuiV6ThemeProvider>\n    </Provider>'),
  ),
  insertion('property of the app in main.tsx', 'content', PAGE, (text, word) =>
    replaced(text, '<App ', `<App key="${word}" `),
  ),
  replacement(
    'strict mode removed from main.tsx',
    'content',
    PAGE,
    (text) => text.replace("import { StrictMode } from 'react';\n", '').replace(/ *<\/?StrictMode>\n/g, ''),
    (text) => !text.includes('StrictMode'),
  ),
  insertion('plugin in vite.config.ts', 'content', 'ui/vite.config.ts', (text, word) =>
    replaced(withImport(text, `import ${word} from '${word}';`), /plugins: \[react\(\)/, `$&, ${word}()`),
  ),
  insertion('server in vite.config.ts', 'content', 'ui/vite.config.ts', (text, word) =>
    replaced(text, /^ {2}base: /m, `  server: { origin: '${word}' },\n  base: `),
  ),
  insertion(
    'own content of App.tsx',
    'content',
    'ui/src/App.tsx',
    (text, word) => `${text}\nexport const ${word} = 1;\n`,
  ),
  insertion(
    'own SignIn.tsx',
    'content',
    'ui/src/SignIn.tsx',
    (_text, word) => `export function SignIn(_: object) {\n  return <p>${word}</p>;\n}\n`,
  ),
  insertion(
    'own test of the UI',
    'content',
    'ui/src/App.test.tsx',
    (text, word) => `${text}\ntest('${word}', () => {});\n`,
  ),
];

export const codeEdits: readonly Edit[] = [
  ...listEdits,
  ...providerEdits,
  ...extensionEdits,
  ...backendEdits,
  ...pageEdits,
];
