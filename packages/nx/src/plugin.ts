import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import type {
  CreateDependencies,
  CreateNodes,
  CreateNodesContext,
  DependencyType,
  ProjectConfiguration,
} from './devkit.ts';
import { extensionId } from './extension-id.ts';
import { type ExtensionProject, targetsOf } from './targets.ts';

// Nx loads this file for each project graph. It imports only Node modules, and the generators are in another bundle.

/** Nx 20 adds a name to a plugin without one, which fails for an ES module. */
export const name = '@ddext-oauth/nx';

const infer: CreateNodes = [
  '**/metadata.json',
  (files, _options, context) =>
    files.flatMap((file) => {
      const root = posix.dirname(file.replaceAll('\\', '/'));
      const project = projectAt(root, context);
      return project ? [[file, { projects: { [root]: project } }] as const] : [];
    }),
];

/**
 * Infers the targets of each folder with a `metadata.json` and a `Dockerfile`, which `docker extension` requires. Nx 20 and 21 use the first
 * name of this export, later versions the second. The signature is the same.
 *
 * @see https://nx.dev/extending-nx/recipes/createnodes-compatibility
 */
export const createNodes = infer;
export const createNodesV2 = infer;

/**
 * An extension depends on its projects without importing them: `nx affected` checks it when one of them changes, and its image is built
 * after them.
 */
export const createDependencies: CreateDependencies = (_options, { projects }) => {
  const extensions = Object.entries(projects).filter(([, { targets }]) => targets?.['install-extension']);
  return extensions.flatMap(([source, { root }]) =>
    Object.entries(projects)
      .filter(([, each]) => parts.some((part) => each.root === posix.join(root, part)))
      .map(([target]) => ({ source, target, type: 'implicit' as DependencyType.implicit })),
  );
};

const parts = ['auth', 'backend', 'ui'];

function projectAt(root: string, { workspaceRoot }: CreateNodesContext): ProjectConfiguration | undefined {
  const read = (file: string) => readText(join(workspaceRoot, root, file));
  if (read('Dockerfile') === undefined || !describesExtension(read('metadata.json'))) return undefined;
  const manifest = objectOf(read('package.json'));
  const { scripts } = manifest;
  const name = String(manifest.name ?? basename(join(workspaceRoot, root)));
  const { options } = objectOf(read('ddext-oauth.json'));
  const recorded = (options as { image?: unknown } | undefined)?.image;
  // If the record differs from the extension's own file, the file takes precedence, as for the generators.
  const image = extensionId(read('auth/src/extension.ts') ?? '') ?? recorded;
  const project: ExtensionProject = {
    atRoot: root === '.',
    image: typeof image === 'string' ? image : name.replace(/^@/, ''),
    scripts: Object.keys(scripts ?? {}),
  };
  return { root, name, targets: targetsOf(project) };
}

/** Other tools use this file name too. A file that does not parse may belong to an extension, and `check` then reports it. */
function describesExtension(text: string | undefined): boolean {
  if (text === undefined) return false;
  const metadata = parsed(text);
  return metadata === undefined || ['ui', 'vm', 'host'].some((key) => key in metadata);
}

function objectOf(text = '{}'): Readonly<Record<string, unknown>> {
  return parsed(text) ?? {};
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
