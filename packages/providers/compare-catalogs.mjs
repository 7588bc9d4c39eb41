import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { canBeEqual, idOf, otherCatalogs, urlsIn } from './other-catalogs.mjs';

/**
 * Compares the endpoints of the presets with other catalogs, which it downloads with `npm pack` and does not run.
 *
 * `npm run compare-catalogs` prints each disagreement. It fails if the reference of a preset does not explain one, or
 * explains one that no catalog has any more.
 *
 * @typedef {import('./dist/reference.js').CatalogEntry} CatalogEntry
 * @typedef {import('./other-catalogs.mjs').Found & { readonly catalog: string }} Other
 * @typedef {{ readonly id: string, readonly ours: string, readonly other: Other, readonly reason: string | undefined }} Disagreement
 */
const run = promisify(execFile);

/**
 * Returns where other catalogs differ from presets.
 *
 * @param {readonly CatalogEntry[]} catalog
 * @param {ReadonlyMap<string, readonly Other[]>} others by the ID of the preset
 * @returns {readonly Disagreement[]}
 */
export function disagreementsOf(catalog, others) {
  return catalog.flatMap((preset) =>
    (others.get(preset.id) ?? []).flatMap((other) => {
      const ours = urlsOf(preset)[other.role];
      if (ours === undefined || canBeEqual(ours, other.url)) return [];
      const reason = preset.otherCatalogs?.find(({ url }) => url === other.url)?.reason;
      return [{ id: preset.id, ours, other, reason }];
    }),
  );
}

/** @param {CatalogEntry} preset @returns {Readonly<Partial<Record<import('./other-catalogs.mjs').Role, string>>>} */
function urlsOf({ protocol, issuer, endpoints, endpointOverrides }) {
  // For OAuth 2.0 the issuer is that of the authorization response, which no other catalog has.
  return { ...endpointOverrides, ...endpoints, ...(protocol === 'oidc' && issuer && { issuer }) };
}

/** Downloads the other catalogs. @returns {Promise<ReadonlyMap<string, readonly Other[]>>} */
async function downloadOthers() {
  const folder = await mkdtemp(join(tmpdir(), 'catalogs-'));
  try {
    const found = await Promise.all(
      otherCatalogs.map(async ({ name, version, files }) => {
        const { stdout } = await run('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: folder });
        const unpacked = await mkdtemp(join(folder, 'package-'));
        await run('tar', ['xzf', join(folder, stdout.trim()), '-C', unpacked, '--strip-components=1']);
        return providersIn(unpacked, files, name);
      }),
    );
    return groupById(found.flat());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {string} folder @param {RegExp} files @param {string} catalog @returns {Promise<readonly (readonly [string, Other])[]>} */
async function providersIn(folder, files, catalog) {
  const paths = await readdir(folder, { recursive: true });
  const providers = await Promise.all(
    paths.flatMap((path) => {
      const match = files.exec(path.replaceAll('\\', '/'));
      return match ? [readProviders(join(folder, path), match[1])] : [];
    }),
  );
  return providers
    .flat()
    .flatMap(([name, source]) =>
      urlsIn(source).map((found) => /** @type {const} */ ([idOf(name), { ...found, catalog }])),
    );
}

/** @param {string} path @param {string | undefined} name of the provider; undefined for a JSON file with all @returns {Promise<readonly (readonly [string, string])[]>} */
async function readProviders(path, name) {
  const source = await readFile(path, 'utf8');
  if (name !== undefined) return [[name, source]];
  return Object.entries(JSON.parse(source))
    .filter(([, { oauth }]) => oauth === 2)
    .map(([provider, facts]) => [provider, JSON.stringify(facts)]);
}

/** @param {readonly (readonly [string, Other])[]} found */
function groupById(found) {
  /** @type {Map<string, Other[]>} */
  const groups = new Map();
  for (const [id, other] of found) groups.set(id, [...(groups.get(id) ?? []), other]);
  return groups;
}

/**
 * @param {readonly Disagreement[]} disagreements
 * @param {readonly CatalogEntry[]} catalog
 * @returns {readonly string[]} each explanation of a URL that no catalog has any more
 */
function staleExplanations(disagreements, catalog) {
  const isFound = (/** @type {string} */ id, /** @type {string} */ url) =>
    disagreements.some((disagreement) => disagreement.id === id && disagreement.other.url === url);
  return catalog.flatMap(({ id, otherCatalogs: explained = [] }) =>
    explained
      .filter(({ url }) => !isFound(id, url))
      .map(({ url }) => `${id}: ${url} is explained, and no other catalog has it.`),
  );
}

async function main() {
  const { catalog } = await import('./dist/catalog.js');
  const others = await downloadOthers();
  const disagreements = disagreementsOf(catalog, others);
  const stale = staleExplanations(disagreements, catalog);
  const open = disagreements.filter(({ reason }) => reason === undefined);
  const compared = catalog.filter(({ id }) => others.has(id)).length;
  const lines = [
    ...disagreements.flatMap(({ id, ours, other, reason }) => [
      `${id} ${other.role}: ${ours}`,
      `  ${other.catalog}: ${other.url}`,
      `  ${reason ?? 'NOT EXPLAINED'}`,
    ]),
    ...stale,
    `${compared} presets compared: ${disagreements.length} disagreements, ${open.length} not explained.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (open.length > 0 || stale.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
