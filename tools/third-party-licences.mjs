import { readdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import satisfies from 'spdx-satisfies';

/** Licences (SPDX) that ask for their notice to be kept, and for nothing that a package under Apache-2.0 could not give. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
];

/** Where a package begins in the path of one of its files, whichever packages that path leads through before. */
const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/**
 * The packages of others that esbuild put into a bundle.
 *
 * @param {import('esbuild').Metafile} metafile of the build
 * @param {string} [workingDirectory] which the paths in it are relative to
 * @returns {{name: string, version: string, licence: string, text: string}[]} with the text of the licence, by name
 * @throws Error naming each package whose licence is not allowed here, or whose text is missing
 */
export function thirdPartyPackages({ outputs }, workingDirectory = process.cwd()) {
  const paths = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  );
  const folders = new Set(paths.flatMap((path) => inPackage.exec(path)?.[1] ?? []));
  const packages = [...folders].map((folder) => readPackage(resolve(workingDirectory, folder)));
  const objections = packages.flatMap(({ name, version, licence, text }) => [
    ...(isAllowed(licence) ? [] : [`${name} ${version} is under ${licence}, which is not on the list.`]),
    ...(text === '' ? [`${name} ${version} has no file with the text of its licence.`] : []),
  ]);
  if (objections.length > 0)
    throw new Error(`${objections.join('\n')}\nSee tools/third-party-licences.mjs, or do without it.`);
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is not an SPDX expression is not allowed. */
function isAllowed(licence) {
  try {
    return satisfies(licence, allowed);
  } catch {
    return false;
  }
}

/** Licence and notice: section 4(d) of Apache-2.0 wants the latter to be passed on as well. */
function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: license ?? 'no licence', text: texts.join('\n\n') };
}

/** @returns {string} the text of THIRD-PARTY-LICENSES.txt */
export function renderLicences(packages) {
  const sections = packages.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.replaceAll('\r', '')}\n`,
  );
  const opening =
    'This package contains code of the following packages, under the licences given with each.\n';
  return [opening, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * Puts THIRD-PARTY-LICENSES.txt into the folder of a package that has been bundled, whole at once, and the metafile beside the
 * bundle, as if that had been built in dist/.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} folder of the package
 * @param {string} out where it was bundled
 */
export async function recordThirdParties(metafile, folder, out) {
  const text = JSON.stringify(metafile).replaceAll(relative(folder, out), 'dist');
  await writeFile(join(out, 'metafile.json'), text);
  const complete = join(dirname(out), `${basename(out)}.licences`);
  await writeFile(complete, renderLicences(thirdPartyPackages(metafile)));
  await rename(complete, join(folder, 'THIRD-PARTY-LICENSES.txt'));
}
