import { posix } from 'node:path';
import { objectIn, textIn } from './data.ts';
import type { Stage } from './dockerfile.ts';
import type { Extension } from './extension.ts';
import { sourceInRepository } from './image-source.ts';
import { lowestOf, type Manifest, type Page, readManifest } from './page.ts';
import { folderOf } from './paths.ts';

/** A backend with Express, to which sign-in can be added. */
export interface NodeServer {
  readonly manifest: Manifest;
  /** The module that the image starts. */
  readonly entry: string;
  /** How that module imports others. */
  readonly modules: 'commonjs' | 'esm';
}

/** The oldest major of Node.js on which `@ddext-oauth/auth` runs. */
const OLDEST_NODE = 20;

/**
 * The backend with Express that an image starts. Undefined for another framework, for a module that is compiled, for a Node.js that is
 * too old, and if the module is not found.
 */
export function readNodeServer(
  { repository, dockerfile, context }: Extension,
  page: Page,
  { stages, words }: { readonly stages: readonly Stage[]; readonly words: readonly string[] },
): NodeServer | undefined {
  const [program = '', ...parameters] = words;
  const workdir = workdirOf(stages);
  const source = (path: string) =>
    sourceInRepository(dockerfile.parsed, { stages, context }, posix.resolve(workdir, path), repository);
  const script = moduleIn(posix.basename(program), parameters);
  const folder = source('package.json');
  if (script === undefined || !isNewEnough(stages[0]?.base ?? '')) return undefined;
  const manifest = folder === undefined ? undefined : readManifest(repository, folder);
  const entry = script === '' ? startScript(manifest) : source(script);
  if (entry === undefined || repository.read(entry) === undefined) return undefined;
  const nearest = manifest ?? manifestFor(repository, entry);
  if (!nearest || nearest.path === page.manifest?.path || !isExpress(nearest)) return undefined;
  const isModule = entry.endsWith('.mjs') || (entry.endsWith('.js') && nearest.content.type === 'module');
  return /\.[cm]?js$/.test(entry)
    ? { manifest: nearest, entry, modules: isModule ? 'esm' : 'commonjs' }
    : undefined;
}

/** The module of `node MODULE`; empty for `npm start`. Undefined for anything else. */
function moduleIn(program: string, parameters: readonly string[]): string | undefined {
  if (program === 'node') return parameters.find((each) => !each.startsWith('-'));
  const isStart = ['npm', 'yarn', 'pnpm'].includes(program) && /^(run )?start$/.test(parameters.join(' '));
  return isStart ? '' : undefined;
}

function startScript(manifest: Manifest | undefined): string | undefined {
  if (manifest === undefined) return undefined;
  const script = textIn(objectIn(manifest.content, 'scripts'), 'start') ?? '';
  const [, path] = /^node (?:-\S+ )*([\w./-]+\.[cm]?js)\b/.exec(script) ?? [];
  return path === undefined ? undefined : posix.join(folderOf(manifest.path), path);
}

function manifestFor(repository: Extension['repository'], path: string): Manifest | undefined {
  const folder = folderOf(path);
  const found = readManifest(repository, posix.join(folder, 'package.json'));
  return found ?? (folder === '' ? undefined : manifestFor(repository, folder));
}

function isExpress({ dependencies }: Manifest): boolean {
  const [major = 0] = lowestOf(dependencies.express) ?? [];
  return major === 4 || major === 5;
}

/** Of `node:18-alpine`, `node:lts` and `node`; false for another image, which may have any version. */
function isNewEnough(base: string): boolean {
  const [, tag = 'latest'] = /^(?:docker\.io\/)?(?:library\/)?node(?::([\w.-]+))?(?:@.*)?$/.exec(base) ?? [
    undefined,
    '',
  ];
  const [, major] = /^(\d+)/.exec(tag) ?? [];
  return major === undefined ? /^(latest|lts|current)\b/.test(tag) : Number(major) >= OLDEST_NODE;
}

function workdirOf(stages: readonly Stage[]): string {
  return stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'WORKDIR')
    .reduce((folder, { words }) => posix.resolve(folder, words[0] ?? ''), '/');
}
