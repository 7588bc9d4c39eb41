import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDockerfile } from '@ddext-oauth/check/dockerfile';
import { messageOf, SimulatorError } from '../errors.ts';
import { invalid } from './invalid.ts';

/** The newest extension SDK version that was published when this was written. */
export const newestApiVersion = '0.4.2';

const label = 'com.docker.desktop.extension.api.version';

type Version = readonly [major: number, minor: number, patch: number];

/** Each comparison, by the order of the simulated version against the one that is written. */
const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '': (order) => order === 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

const written = /^(|=|!=|>=?|<=?)\s*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/;

/** Only here do all readings of a shortened version agree: what is left out is zero. */
const mayBeShort = new Set(['>=', '<']);

function orderOf(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function readComparison(text: string): ((version: Version) => boolean) | undefined {
  const [, operator = '', major, minor, patch] = written.exec(text.trim()) ?? [];
  const compare = comparisons[operator];
  if (major === undefined || compare === undefined) return undefined;
  if (patch === undefined && !mayBeShort.has(operator)) return undefined;
  const bound: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  return (version) => compare(orderOf(version, bound));
}

function readVersion(text: string): Version {
  const [, major, minor, patch] = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
  if (patch !== undefined) return [Number(major), Number(minor), Number(patch)];
  throw new SimulatorError(
    'options-invalid',
    `The API version is three numbers, such as ${newestApiVersion}, not "${text}"; prereleases are not understood.`,
  );
}

/**
 * Refuses an extension as Docker Desktop does whose label excludes the SDK version
 * (https://docs.docker.com/extensions/extensions-sdk/extensions/labels/). A version alone stands for itself
 * only, as the recorded output of `docker extension validate` has it; Docker does not document that.
 *
 * @param apiVersion of the simulated Docker Desktop, `X.Y.Z`
 * @param constraint the label's value; undefined when there is none, and then everything is accepted
 * @throws SimulatorError `options-invalid`, `extension-invalid` or `api-version-incompatible`
 */
export function requireApiVersion(apiVersion: string, constraint: string | undefined): void {
  const version = readVersion(apiVersion);
  if (constraint === undefined) return;
  const accepted = constraint.split(',').map((text) => {
    const accepts = readComparison(text);
    if (accepts !== undefined) return accepts(version);
    throw invalid(
      'Dockerfile',
      label,
      `is "${constraint}". Write a constraint such as ">= 0.3.4" or ">= 1.4.7, < 2.0", or one version with ` +
        'three numbers; prereleases and variables are not understood here.',
    );
  });
  if (accepted.every(Boolean)) return;
  throw new SimulatorError(
    'api-version-incompatible',
    `${label} ("${constraint}") is incompatible with current SDK version "${apiVersion}". ` +
      `Consider changing it to ">=${apiVersion}" in the Dockerfile if the extension can do with that version; ` +
      'otherwise it needs another Docker Desktop, which is the apiVersion option (--api-version) here.',
  );
}

/**
 * The SDK versions an extension says it works with, from its Dockerfile; undefined when there is no
 * Dockerfile, or no such label in it.
 *
 * @throws SimulatorError `extension-invalid`
 */
export async function readApiVersionLabel(directory: string): Promise<string | undefined> {
  const content = await readFile(join(directory, 'Dockerfile'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw invalid('Dockerfile', 'cannot be read:', `${messageOf(error)}.`);
  });
  const pairs = readDockerfile('Dockerfile', content).final.flatMap(({ keyword, pairs }) =>
    keyword === 'LABEL' ? pairs : [],
  );
  return pairs.findLast(({ name }) => name === label)?.text;
}
