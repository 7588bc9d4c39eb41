import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readTemplates } from './read-templates.mjs';

/**
 * Writes src/plan/templates.generated.ts: the parsed templates, the versions of this repository's packages and its pnpm, so
 * that none of them is looked for at run time. Another folder of templates may be given, for trying things out.
 */
const directory = process.argv[2] ?? fileURLToPath(new URL('../../templates', import.meta.url));

async function versions() {
  const packages = new URL('../', import.meta.url);
  const manifests = await Promise.all(
    (await readdir(packages)).map((name) =>
      readFile(new URL(`${name}/package.json`, packages), 'utf8').catch(() => '{}'),
    ),
  );
  const known = manifests.map((text) => JSON.parse(text)).filter(({ name }) => name !== undefined);
  return Object.fromEntries(known.map(({ name, version }) => [name, version]).sort());
}

/** The pnpm of this repository, which is the one that the templates are tested with, as its lockfile has it. */
async function pnpm() {
  const root = (file) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
  const spec = `pnpm@${JSON.parse(await root('package.json')).devDependencies.pnpm}`;
  const resolution = `\n  ${spec}:\n    resolution: {integrity: sha512-`;
  const [, after] = (await root('pnpm-lock.yaml')).split(resolution);
  if (!after) throw new Error(`pnpm-lock.yaml does not hold ${spec}`);
  const hash = Buffer.from(after.slice(0, after.indexOf('}')), 'base64').toString('hex');
  return { spec, packageManager: `${spec}+sha512.${hash}` };
}

// Text is read faster than code, and not before it is needed.
const text = JSON.stringify(JSON.stringify(await readTemplates(directory)));
const source = `// @ts-nocheck: made by build.mjs from templates/.
import type { TemplateSet } from './templates.ts';

export const versions: Readonly<Record<string, string>> = ${JSON.stringify(await versions(), null, 2)};

/** For packageManager in package.json, with the hash of the package, and for a command line, without. */
export const pnpm: { readonly spec: string; readonly packageManager: string } = ${JSON.stringify(await pnpm(), null, 2)};

export const templates = (): TemplateSet => JSON.parse(${text});
`;
const target = new URL('src/plan/templates.generated.ts', import.meta.url);
const current = await readFile(target, 'utf8').catch(() => undefined);
// Building and type checking may run at once, and neither may find half a file.
if (current !== source) {
  const complete = new URL(`${target.href}.${process.pid}`);
  await writeFile(complete, source);
  await rename(complete, target);
}
