import { format, type Options } from 'prettier';
import { isOwned } from '../../update/owned.ts';
import { type Edit, type Files, type Outcome, type Pick, pathsWith, replacement } from './edit.ts';

const CODE = /\.(ts|tsx|mjs)$/;
const MARKDOWN = /\.md$/;
const JSON_FILES = /\.json$/;
const YAML_FILES = /\.ya?ml$/;
const TEXT = /\.(ts|tsx|mjs|md|json|yaml|yml|html|example)$|Dockerfile$|ignore$/;

/** Rewrites every file that matches, and is lost if a property of one of them changes. */
function rewriting(
  name: string,
  pattern: RegExp,
  rewrite: (text: string, path: string) => string | Promise<string>,
  isKept: (text: string, path: string) => boolean = () => true,
): Edit {
  return {
    name,
    kind: 'cosmetic',
    isGeneral: true,
    async apply(files) {
      const texts = await Promise.all(
        pathsWith(files, pattern).map(async (path) => {
          const text = files.get(path) ?? '';
          return [path, await rewrite(text, path)] as const;
        }),
      );
      const changed = texts.filter(([path, text]) => text !== files.get(path));
      if (changed.length === 0) return undefined;
      return {
        files: Object.fromEntries(changed),
        lost: (outcome) => lostStyle(name, changed, isKept, outcome),
      };
    },
  };
}

function lostStyle(
  name: string,
  changed: readonly (readonly [string, string])[],
  isKept: (text: string, path: string) => boolean,
  { files }: Outcome,
): string | undefined {
  const path = changed
    .map(([path]) => path)
    .find((path) => !isOwnedOrGone(files.get(path)) && !isKept(files.get(path) ?? '', path));
  return path && `${path} lost "${name}"`;
}

/** Generators replace their own files as a whole. */
const isOwnedOrGone = (text: string | undefined) =>
  text === undefined || isOwned('', text.replace(/^\uFEFF/, ''));

const formatted = new Map<string, Promise<string>>();

/** Formats with Prettier; a file that does not parse stays as it is. */
function prettier(options: Options) {
  return (text: string, path: string): Promise<string> => {
    const key = JSON.stringify([options, path, text]);
    const known = formatted.get(key);
    if (known) return known;
    const result = format(text, { ...options, filepath: path }).catch((error: unknown) => {
      if (error instanceof SyntaxError) return text;
      throw error;
    });
    formatted.set(key, result);
    return result;
  };
}

/** Whether no line begins with another kind of indentation. */
const usesTabs = (text: string) => !/^ {2,}[^ *]/m.test(text);
const usesDoubleQuotes = (text: string) => !/from '/.test(text);
const hasNoSemicolons = (text: string) => !/from ['"][^'"]+['"];/.test(text);

/** One file, picked from those with a pattern. */
const one = (pattern: RegExp) => (files: Files, pick: Pick) => pick(pathsWith(files, pattern));

const lineEnds = (text: string) => text.match(/\r?\n/g) ?? [];

export const formattingEdits: readonly Edit[] = [
  rewriting('prettier on code, default', CODE, prettier({}), usesDoubleQuotes),
  rewriting('prettier on code, no semicolons', CODE, prettier({ semi: false }), hasNoSemicolons),
  rewriting('prettier on code, 4 spaces', CODE, prettier({ tabWidth: 4, singleQuote: true })),
  rewriting('prettier on code, tabs', CODE, prettier({ useTabs: true }), usesTabs),
  rewriting('prettier on code, 120 columns', CODE, prettier({ printWidth: 120 }), usesDoubleQuotes),
  rewriting(
    'prettier on code, no trailing commas',
    CODE,
    prettier({ trailingComma: 'none', singleQuote: true, arrowParens: 'avoid' }),
  ),
  rewriting('prettier on Markdown, default', MARKDOWN, prettier({})),
  rewriting('prettier on Markdown, wrapped', MARKDOWN, prettier({ proseWrap: 'always', printWidth: 80 })),
  rewriting('prettier on Markdown, unwrapped', MARKDOWN, prettier({ proseWrap: 'never' })),
  rewriting('prettier on JSON, default', JSON_FILES, prettier({})),
  rewriting('prettier on JSON, tabs', JSON_FILES, prettier({ useTabs: true }), usesTabs),
  rewriting('prettier on JSON, 4 spaces', JSON_FILES, prettier({ tabWidth: 4 })),
  rewriting('prettier on YAML, single quotes', YAML_FILES, prettier({ singleQuote: true })),
  rewriting('prettier on YAML, 4 spaces', YAML_FILES, prettier({ tabWidth: 4 })),
  rewriting('prettier on all files', /\.(ts|tsx|mjs|md|json|yaml|yml)$/, prettier({})),
  rewriting(
    'prettier on all files, tabs, no semicolons',
    /\.(ts|tsx|mjs|md|json|yaml|yml)$/,
    prettier({ useTabs: true, semi: false }),
  ),
  rewriting(
    'JSON on one line',
    /^(package|metadata)\.json$/,
    (text) => `${JSON.stringify(JSON.parse(text))}\n`,
    // New members may have lines of their own.
    (text) => /^\{"\w+":/.test(text),
  ),
  rewriting(
    'JSON with tabs, by JSON.stringify',
    /package\.json$|^metadata\.json$/,
    (text) => `${JSON.stringify(JSON.parse(text), null, '\t')}\n`,
    (text) => !/^ /m.test(text),
  ),
  rewriting(
    'no final newline in all files',
    TEXT,
    (text) => text.replace(/\n$/, ''),
    (text) => !/\n$/.test(text),
  ),
  rewriting(
    'CRLF in all files',
    TEXT,
    (text) => text.replace(/\r?\n/g, '\r\n'),
    (text) => lineEnds(text).every((end) => end === '\r\n'),
  ),
  replacement(
    'no final newline',
    'cosmetic',
    one(TEXT),
    (text) => text.replace(/\n$/, ''),
    (text) => isOwnedOrGone(text) || !/\n$/.test(text),
  ),
  replacement(
    'blank line at the end',
    'cosmetic',
    one(TEXT),
    (text) => `${text}\n`,
    (text) => isOwnedOrGone(text) || /\n\r?\n$/.test(text),
  ),
  replacement(
    'byte order mark',
    'cosmetic',
    one(/\.(ts|tsx|md|json|yaml)$/),
    (text) => `\uFEFF${text}`,
    (text) => text.startsWith('\uFEFF'),
  ),
  replacement(
    'CRLF',
    'cosmetic',
    one(TEXT),
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => lineEnds(text).every((end) => end === '\r\n'),
  ),
  replacement(
    'one CRLF line',
    'cosmetic',
    one(/\.(ts|tsx|md|yaml)$/),
    (text, _word, _files, pick) => {
      const lines = text.split('\n');
      const index = pick([...lines.keys()].slice(0, 3));
      return lines.map((line, at) => (at === index ? `${line}\r` : line)).join('\n');
    },
    (text) => lineEnds(text).filter((end) => end === '\r\n').length <= 1,
  ),
  replacement(
    'spaces at the end of a line',
    'cosmetic',
    one(/\.(ts|tsx|yaml)$/),
    (text, _word, _files, pick) => atLine(text, pick, /[;,{]$/, (line) => `${line}  `),
    () => true,
  ),
  replacement(
    'blank lines between statements',
    'cosmetic',
    one(/\.(ts|tsx)$/),
    (text) => text.replaceAll(/;\n(?=\S)/g, ';\n\n'),
    () => true,
  ),
  replacement(
    'imports in another order',
    'cosmetic',
    one(/src\/.*\.tsx?$/),
    (text) => {
      const imports = text.match(/^import [^\n]*;\n/gm) ?? [];
      if (imports.length < 2 || !text.includes(imports.join(''))) return undefined;
      return text.replace(imports.join(''), imports.toReversed().join(''));
    },
    () => true,
  ),
  replacement(
    'double quotes in one file',
    'cosmetic',
    one(/^auth\/src\/.*\.ts$|main\.tsx$/),
    (text) => text.replace(/'([^'"\n]*)'(?=[;,\n])/g, '"$1"'),
    () => true,
  ),
  replacement(
    'list of providers on one line',
    'cosmetic',
    'auth/src/providers/index.ts',
    (text) =>
      text.replace(
        /\[\n[^\]]*\]/,
        (list) =>
          `[${list
            .replace(/\/\/[^\n]*/g, '')
            .replace(/[[\]]/g, '')
            .trim()
            .split(/,\s*/)
            .filter(Boolean)
            .join(', ')}]`,
      ),
    (text) => /\[[^\n]+\]/.test(text),
  ),
  replacement(
    'asterisks as bullets',
    'cosmetic',
    'README.md',
    (text) => text.replace(/^- /gm, '* '),
    // Generators replace the lists, which are in generated regions.
    () => true,
  ),
  replacement(
    'fences of tildes',
    'cosmetic',
    'README.md',
    (text) => text.replace(/^```/gm, '~~~'),
    () => true,
  ),
  replacement(
    'tables with wide separators',
    'cosmetic',
    'README.md',
    (text) => text.replaceAll('|---|---|', '| --- | --- |'),
    () => true,
  ),
  replacement(
    'flow mapping in compose.yaml',
    'cosmetic',
    'compose.yaml',
    (text) => text.replace(/cap_drop:\n\s+- ALL/, 'cap_drop: [ ALL ]'),
    (text) => /cap_drop: \[ ALL \]/.test(text),
  ),
  replacement(
    'spaces before values in compose.yaml',
    'cosmetic',
    'compose.yaml',
    (text) => text.replace('read_only: true', 'read_only:   true').replace('mem_limit: ', 'mem_limit:   '),
    (text) => text.includes('read_only:   true'),
  ),
  replacement(
    'no blank lines in .env.example',
    'cosmetic',
    '.env.example',
    (text) => text.replaceAll('\n\n', '\n'),
    () => true,
  ),
];

/** Edits one line that matches. */
function atLine(
  text: string,
  pick: Pick,
  pattern: RegExp,
  edit: (line: string) => string,
): string | undefined {
  const lines = text.split('\n');
  const index = pick([...lines.keys()].filter((at) => pattern.test(lines[at] ?? '')));
  if (index === undefined) return undefined;
  return lines.map((line, at) => (at === index ? edit(line) : line)).join('\n');
}
