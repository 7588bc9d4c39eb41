import { ScaffoldError } from '../../errors.ts';
import { parseChoice } from '../strategies.ts';

/** An SPDX identifier, or npm's word for a package without a license. */
export type License = 'MIT' | 'Apache-2.0' | 'UNLICENSED';

/** The default first. */
export const licenses: readonly { readonly id: License; readonly summary: string }[] = [
  { id: 'MIT', summary: 'permissive, and the shortest' },
  { id: 'Apache-2.0', summary: 'permissive, with a patent grant' },
  { id: 'UNLICENSED', summary: 'no LICENSE file: all rights reserved' },
];

export const DEFAULT_LICENSE: License = 'MIT';

/**
 * Checks the license of a new workspace.
 *
 * @returns undefined for an extension in an existing workspace, which has its own license
 * @throws {ScaffoldError} `license-unknown`; `option-not-applicable` if the extension is in an existing workspace
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#license
 */
export function parseLicense(given: string, shared: boolean): License | undefined {
  if (!shared) return parseChoice(given, 'license', licenses);
  if (given === '') return undefined;
  throw new ScaffoldError(
    'option-not-applicable',
    '--license is for a new workspace, and this extension is in an existing one.',
  );
}
