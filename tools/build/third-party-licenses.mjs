import { readdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import satisfies from 'spdx-satisfies';

/** @typedef {{name: string, version: string, license: string, text: string}} ThirdParty a bundled package, with the text of its license */

/** Licenses (SPDX) that require their notice to be kept, and nothing that a package under Apache-2.0 could not fulfill. */
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

/** The folder of the innermost package in the path of a file. */
const inPackage = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/**
 * The third-party packages in a bundle of esbuild.
 *
 * @param {import('esbuild').Metafile} metafile of the build
 * @param {string} [workingDirectory] which the paths in it are relative to
 * @returns {ThirdParty[]} by name
 * @throws Error naming each package whose license is not allowed here, or whose text is missing
 */
export function thirdPartyPackages({ outputs }, workingDirectory = process.cwd()) {
  const paths = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  );
  const folders = new Set(paths.flatMap((path) => inPackage.exec(path)?.[1] ?? []));
  const packages = [...folders].map((folder) => readPackage(resolve(workingDirectory, folder)));
  const objections = packages.flatMap(({ name, version, license, text }) => [
    ...(isAllowed(license) ? [] : [`${name} ${version} is under ${license}, which is not on the list.`]),
    ...(text === '' ? [`${name} ${version} has no file with the text of its license.`] : []),
  ]);
  if (objections.length > 0)
    throw new Error(
      `${objections.join('\n')}\nSee tools/build/third-party-licenses.mjs, or remove the dependency.`,
    );
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Rejects a text that is not an SPDX expression.
 *
 * @param {string} license
 */
function isAllowed(license) {
  try {
    return satisfies(license, allowed);
  } catch {
    return false;
  }
}

/**
 * License and notice: section 4(d) of Apache-2.0 wants the latter to be passed on as well.
 *
 * @param {string} folder
 * @returns {ThirdParty}
 */
function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, license: license ?? 'no license', text: texts.join('\n\n') };
}

/**
 * @param {readonly ThirdParty[]} packages
 * @returns {string} the text of THIRD-PARTY-LICENSES.txt
 */
export function renderLicenses(packages) {
  const sections = packages.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.replaceAll('\r', '')}\n`,
  );
  const opening =
    'This package contains code of the following packages, under the licenses given with each.\n';
  return [opening, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * Writes THIRD-PARTY-LICENSES.txt into the folder of a bundled package, in one rename, and metafile.json beside the bundle, with
 * paths in dist/.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} folder of the package
 * @param {string} out the folder of the bundle
 */
export async function recordThirdParties(metafile, folder, out) {
  const text = JSON.stringify(metafile).replaceAll(relative(folder, out), 'dist');
  await writeFile(join(out, 'metafile.json'), text);
  const complete = join(dirname(out), `${basename(out)}.licenses`);
  await writeFile(complete, renderLicenses(thirdPartyPackages(metafile)));
  await rename(complete, join(folder, 'THIRD-PARTY-LICENSES.txt'));
}
