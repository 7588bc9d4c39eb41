import {
  containsText,
  type Edit,
  type Files,
  lineWith,
  newWord,
  type Outcome,
  type Pick,
  pathsWith,
} from './edit.ts';

type Place = 'above' | 'behind';

interface Syntax {
  readonly open: string;
  readonly close: string;
  /** A line that is a comment. */
  readonly line: RegExp;
}

/** How comments look in a file. */
function syntaxOf(path: string): Syntax {
  if (/\.(ts|tsx|mjs|json)$/.test(path)) return { open: '// ', close: '', line: /^\s*(\/\/|\*|\/\*)/ };
  if (/\.(md|html)$/.test(path)) return { open: '<!-- ', close: ' -->', line: /^\s*<!--/ };
  return { open: '# ', close: '', line: /^\s*#/ };
}

/** A comment above or behind one line. It is lost if it goes, or stands at another line while its own line is there. */
function comment(
  name: string,
  paths: RegExp,
  place: Place,
  lines: RegExp,
  /** Whether the comment must go with its line. */
  { isStrict = false } = {},
): Edit {
  return {
    name,
    kind: 'cosmetic',
    apply(files, pick) {
      const found = placeOf(files, pick, paths, lines);
      if (found === undefined) return undefined;
      const { path, text, index } = found;
      const word = newWord(files);
      const edited = withComment(text, path, place, index, word);
      const owner = ownerOf(edited, path, word);
      return {
        files: { [path]: edited },
        lost: (outcome) => lostComment({ path, word, owner, isStrict }, outcome),
        isOver: ({ files: after }) => !containsText(after, word),
      };
    },
  };
}

function placeOf(files: Files, pick: Pick, paths: RegExp, pattern: RegExp) {
  const path = pick(pathsWith(files, paths).filter((each) => linesOf(each, files, pattern).length > 0));
  const text = path && files.get(path);
  const index = path && pick(linesOf(path, files, pattern));
  return path && text && index !== undefined && index !== '' ? { path, text, index } : undefined;
}

/** The lines that match, without comments and lines that have one of these edits already. */
function linesOf(path: string, files: Files, pattern: RegExp): readonly number[] {
  const lines = (files.get(path) ?? '').split(/\r?\n/);
  const { line: comment } = syntaxOf(path);
  return [...lines.keys()].filter((index) => {
    const line = lines[index] ?? '';
    // A comment below another one is part of it.
    if (comment.test(lines[index - 1] ?? '')) return false;
    return pattern.test(line) && !comment.test(line) && !/ours\d+x/.test(line);
  });
}

function withComment(text: string, path: string, place: Place, index: number, word: string): string {
  const { open, close } = syntaxOf(path);
  return text
    .split('\n')
    .map((line, at) => {
      if (at !== index) return line;
      const [, content = '', ending = ''] = /^(.*?)(\r?)$/.exec(line) ?? [];
      const written = `${open}${word}${close}`;
      if (place === 'behind') return `${content} ${written}${ending}`;
      return `${/^\s*/.exec(content)?.[0] ?? ''}${written}${ending}\n${line}`;
    })
    .join('\n');
}

/** The line that a comment is about: its own, or the next one. Only what identifies it: a key, or the text without numbers. */
function ownerOf(text: string, path: string, word: string): string {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => line.includes(word));
  const { open, line: comment } = syntaxOf(path);
  const own = lines[index]?.slice(0, lines[index]?.lastIndexOf(open.trim())).trim() ?? '';
  if (own !== '') return identityOf(own);
  const next = lines.slice(index + 1).find((line) => line.trim() !== '' && !comment.test(line));
  return identityOf(next ?? '');
}

function identityOf(line: string): string {
  const code = line.replace(/\s+(\/\/|#) .*$/, '').trim();
  const key = /^['"]?([\w.@/-]+)['"]?\s*[:=]/.exec(code)?.[1];
  return key ?? code.replace(/\d+/g, '0').replace(/[,;]$/, '').replaceAll('"', "'");
}

function lostComment(
  { path, word, owner, isStrict }: { path: string; word: string; owner: string; isStrict: boolean },
  { files, gone, warnings }: Outcome,
): string | undefined {
  const [found, text] = [...files].find(([, each]) => each.includes(word)) ?? [];
  if (found === undefined || text === undefined) {
    const isOwnerGone = !hasOwner(files.get(path), owner) || (gone.has(path) && !files.has(path));
    if (!isOwnerGone) return `${path} lost a comment on ${owner}`;
    const isNamed = warnings.some((warning) => warning.includes(word));
    return isNamed ? undefined : `${path} lost a comment, and no warning names it`;
  }
  const now = ownerOf(text, found, word);
  if (now === owner || (!isStrict && !hasOwner(text, owner))) return undefined;
  return `${path} moved a comment from "${owner}" to "${now}": ${lineWith(text, word)}`;
}

function hasOwner(text: string | undefined, owner: string): boolean {
  return (text ?? '').split(/\r?\n/).some((line) => identityOf(line) === owner);
}

const strict = { isStrict: true };
const STATEMENT = /^(import|export|const|let|await|createRoot|test|describe|[a-z]\w*\().*[;{(,]\s*$/;
const MEMBER = /^\s+[a-zA-Z'"][\w'"]*(: .*)?,\s*$/;

export const commentEdits: readonly Edit[] = [
  comment('comment above a statement', /src\/.*\.tsx?$/, 'above', STATEMENT),
  comment('comment behind a statement', /src\/.*\.tsx?$/, 'behind', STATEMENT),
  comment('comment above a property', /src\/.*\.tsx?$|vite\.config\.ts$/, 'above', MEMBER),
  comment('comment behind a property', /src\/.*\.tsx?$|vite\.config\.ts$/, 'behind', MEMBER),
  comment(
    'comment behind an item of the provider list',
    /^auth\/src\/providers\/index\.ts$/,
    'behind',
    /^ {2}\w+,/,
    strict,
  ),
  comment(
    'comment above an item of the provider list',
    /^auth\/src\/providers\/index\.ts$/,
    'above',
    /^ {2}\w+,/,
    strict,
  ),
  comment(
    'comment behind an import of a provider',
    /^auth\/src\/providers\/index\.ts$/,
    'behind',
    /^import .* from '\.\//,
    strict,
  ),
  comment(
    'comment above an import of a provider',
    /^auth\/src\/providers\/index\.ts$/,
    'above',
    /^import .* from '\.\//,
    strict,
  ),
  comment('comment behind a property of extension.ts', /^auth\/src\/extension\.ts$/, 'behind', /^ {2}\w+: /),
  comment('comment above a property of extension.ts', /^auth\/src\/extension\.ts$/, 'above', /^ {2}\w+: /),
  comment('comment at the top of a code file', /src\/.*\.tsx?$/, 'above', /^import /),
  comment('comment in main.tsx', /main\.tsx$/, 'above', /^(import|const|createRoot)/),
  comment('comment in backend.ts', /backend\.ts$/, 'above', /^ {2}(const|api|return)/),
  comment(
    'comment in a provider file',
    /^auth\/src\/providers\/(?!index)\w+\.ts$/,
    'above',
    /^ {2}\w+(: .*)?,$/,
  ),
  comment('comment in extension.test.ts', /extension\.test\.ts$/, 'above', /^(test|const)/),
  comment(
    'comment behind a registered redirect URI',
    /^auth\/src\/.*\.(ts)$/,
    'behind',
    /^ {2}'?[\w-]+'?: 'https?:/,
    strict,
  ),
  comment('comment behind a variable in compose.yaml', /^compose\.yaml$/, 'behind', /^ +[A-Z_]+: /, strict),
  comment('comment above a variable in compose.yaml', /^compose\.yaml$/, 'above', /^ +[A-Z_]+: /, strict),
  comment(
    'comment behind a port in compose.yaml',
    /^compose\.yaml$/,
    'behind',
    /^ +- .*127\.0\.0\.1/,
    strict,
  ),
  comment('comment above a port in compose.yaml', /^compose\.yaml$/, 'above', /^ +- .*127\.0\.0\.1/, strict),
  comment('comment behind a key in compose.yaml', /^compose\.yaml$/, 'behind', /^ {4}[a-z_]+:/),
  comment('comment above a key in compose.yaml', /^compose\.yaml$/, 'above', /^ {4}[a-z_]+:/),
  comment(
    'comment behind an item of pnpm-workspace.yaml',
    /^pnpm-workspace\.yaml$/,
    'behind',
    /^ {2}- /,
    strict,
  ),
  comment(
    'comment above an item of pnpm-workspace.yaml',
    /^pnpm-workspace\.yaml$/,
    'above',
    /^ {2}- /,
    strict,
  ),
  comment('comment in nx.json', /^nx\.json$/, 'above', /^ {2}"/),
  comment('comment in tsconfig.json', /tsconfig.*\.json$/, 'behind', /^ +".*,$/),
  comment('comment above a variable in .env.example', /^\.env\.example$/, 'above', /^[A-Z_]+=/, strict),
  comment('comment in the Dockerfile', /^Dockerfile$/, 'above', /^(FROM|RUN pnpm|COPY|ENV|USER)/),
  comment('comment in .dockerignore', /^\.dockerignore$/, 'above', /^\S/),
  comment('comment in README.md', /^README\.md$/, 'above', /^#+ /),
];
