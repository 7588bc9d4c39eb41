import { type Edit, type Files, type Pick, pathsWith } from './edit.ts';

/** A file at another path, and the same change in the files that name it. */
function renaming(
  name: string,
  from: string | RegExp,
  to: (path: string) => string,
  mentions: (text: string, from: string, to: string) => string,
): Edit {
  return {
    name,
    kind: 'content',
    apply(files, pick) {
      const path = typeof from === 'string' ? from : pick(pathsWith(files, from));
      const content = path === undefined ? undefined : files.get(path);
      if (path === undefined || content === undefined) return undefined;
      const target = to(path);
      if (files.has(target)) return undefined;
      const others = [...files].flatMap(([each, text]) => {
        const edited = mentions(text, path, target);
        return each === path || edited === text ? [] : [[each, edited] as const];
      });
      return {
        files: { ...Object.fromEntries(others), [path]: null, [target]: content },
        lost: ({ files: after, gone, removed }) => {
          const mayGo = gone.has(path) || removed.some((id) => path.endsWith(`/${id}.ts`));
          if (!after.has(target)) return mayGo ? undefined : `${target} is gone`;
          return after.has(path) ? `${path} is back beside ${target}` : undefined;
        },
      };
    },
  };
}

/** Files that the user deletes. They stay deleted. */
function deletion(name: string, pattern: RegExp, edit: (text: string) => string = (text) => text): Edit {
  return {
    name,
    kind: 'content',
    apply(files) {
      const paths = pathsWith(files, pattern);
      if (paths.length === 0) return undefined;
      const others = [...files].filter(([path, text]) => !paths.includes(path) && edit(text) !== text);
      return {
        files: {
          ...Object.fromEntries(paths.map((path) => [path, null])),
          ...Object.fromEntries(others.map(([path, text]) => [path, edit(text)])),
        },
        lost: ({ files: after }) => {
          const back = paths.find((path) => after.has(path));
          return back && `${back} is back`;
        },
        isOver: ({ gone }) => paths.some((path) => gone.has(path)),
      };
    },
  };
}

/** A text in every file that contains it: what people do by search and replace. */
function everywhere(
  name: string,
  option: 'port' | 'image' | 'title',
  paths: RegExp,
  change: (files: Files) => readonly [from: string, to: string] | undefined,
): Edit {
  return {
    name,
    kind: 'content',
    apply(files) {
      const [from, to] = change(files) ?? [];
      if (!from || to === undefined) return undefined;
      const edited = [...files].filter(([path, text]) => paths.test(path) && text.includes(from));
      if (edited.length === 0) return undefined;
      return {
        files: Object.fromEntries(edited.map(([path, text]) => [path, text.replaceAll(from, to)])),
        lost: ({ files: after, changed }) => {
          if (changed.includes(option)) return undefined;
          const text = after.get('auth/src/extension.ts') ?? '';
          const isPort = /^\d+$/.test(to);
          const isThere = text.includes(to) || (isPort && !/port:/.test(text));
          return isThere ? undefined : `auth/src/extension.ts lost ${to}`;
        },
      };
    },
  };
}

const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const replaceBase = (text: string, from: string, to: string) => text.replaceAll(base(from), base(to));
const nothing = (text: string) => text;

const portOf = (files: Files) => /port: (\d+)/.exec(files.get('auth/src/extension.ts') ?? '')?.[1];
const checked = /^(auth\/src\/.*|README\.md|compose\.yaml|metadata\.json)$/;

export const fileEdits: readonly Edit[] = [
  renaming(
    'main.tsx renamed',
    'ui/src/main.tsx',
    () => 'ui/src/index.tsx',
    (text) => text.replaceAll('src/main.tsx', 'src/index.tsx'),
  ),
  renaming(
    'list of providers renamed',
    'auth/src/providers/index.ts',
    () => 'auth/src/providers/list.ts',
    (text) => text.replaceAll('providers/index.ts', 'providers/list.ts'),
  ),
  renaming(
    'compose.yaml renamed',
    'compose.yaml',
    () => 'docker-compose.yaml',
    (text) => text.replaceAll(/\bcompose\.yaml/g, 'docker-compose.yaml'),
  ),
  renaming(
    'backend.ts renamed',
    'backend/src/backend.ts',
    () => 'backend/src/server.ts',
    (text) => text.replaceAll('./backend.ts', './server.ts'),
  ),
  renaming(
    'main.ts of the backend renamed',
    'backend/src/main.ts',
    () => 'backend/src/start.ts',
    (text) => text.replaceAll('src/main.ts', 'src/start.ts'),
  ),
  renaming(
    'provider file renamed',
    /^auth\/src\/providers\/(?!index\.ts)[a-z]\w*\.ts$/,
    (path) => path.replace('.ts', '-own.ts'),
    (text, from, to) => text.replaceAll(`'./${base(from)}'`, `'./${base(to)}'`),
  ),
  renaming(
    'component moved',
    'ui/src/SignIn.tsx',
    () => 'ui/src/pages/SignIn.tsx',
    (text) => text.replaceAll("'./SignIn.tsx'", "'./pages/SignIn.tsx'"),
  ),
  renaming('own test renamed', 'auth/src/extension.test.ts', () => 'auth/src/registration.test.ts', nothing),
  renaming('README renamed', 'AGENTS.md', () => 'CONTRIBUTING.md', nothing),
  renaming('icon renamed', 'icon.svg', () => 'logo.svg', replaceBase),
  deletion('tests deleted', /\.test\.tsx?$/),
  deletion('AGENTS.md deleted', /^AGENTS\.md$/),
  deletion('.env.example deleted', /^\.env\.example$/),
  deletion('README deleted', /^README\.md$/),
  deletion('workflow deleted', /^\.github\//),
  deletion('biome.json deleted', /^biome\.json$/),
  everywhere('port changed in the checked files', 'port', checked, (files) => {
    const port = portOf(files);
    return port && !['7777', '6543'].includes(port) ? [port, '7777'] : undefined;
  }),
  everywhere('port changed in all files', 'port', /./, (files) => {
    const port = portOf(files);
    return port && !['7777', '6543'].includes(port) ? [port, '6543'] : undefined;
  }),
  everywhere('image changed in the checked files', 'image', /^(auth\/src\/.*|README\.md)$/, () => [
    'acme/sign-in',
    'other/sign-in',
  ]),
  everywhere(
    'title changed in the checked files',
    'title',
    /^(auth\/src\/extension\.ts|metadata\.json)$/,
    () => ['Sign In', 'Our Title'],
  ),
  {
    name: 'own file with the name of a new one',
    kind: 'content',
    apply(files: Files, pick: Pick) {
      const path = pick(
        ['github', 'gitlab', 'keycloak']
          .map((id) => `auth/src/providers/${id}.ts`)
          .filter((each) => !files.has(each)),
      );
      if (path === undefined) return undefined;
      const content = `export const own = 1;\n`;
      return {
        files: { [path]: content },
        lost: ({ files: after }) => (after.get(path) === content ? undefined : `${path} was overwritten`),
      };
    },
  },
];

const broken = (name: string, path: string, edit: (text: string) => string): Edit => ({
  name,
  kind: 'invalid',
  apply(files) {
    const text = files.get(path);
    if (text === undefined) return undefined;
    const edited = edit(text);
    return {
      files: { [path]: edited },
      lost: ({ files: after, gone }) => (after.has(path) || gone.has(path) ? undefined : `${path} is gone`),
    };
  },
});

export const invalidEdits: readonly Edit[] = [
  broken('syntax error in package.json', 'package.json', (text) =>
    text.replace('"private": true,', '"private": true,,'),
  ),
  broken('syntax error in compose.yaml', 'compose.yaml', (text) => text.replace('user: root', 'user: [root')),
  broken('syntax error in extension.ts', 'auth/src/extension.ts', (text) =>
    text.replace('export const extension = {', 'export const extension = {{'),
  ),
  broken('syntax error in the list of providers', 'auth/src/providers/index.ts', (text) =>
    text.replace(/\];\s*$/, ''),
  ),
  broken('syntax error in the record', 'ddext-oauth.json', (text) => text.replace('{', '')),
];
