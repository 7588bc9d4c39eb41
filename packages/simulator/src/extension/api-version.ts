import type { Dockerfile } from '@ddext-oauth/check/dockerfile';
import { SimulatorError } from '../errors.ts';
import { invalid } from './invalid.ts';

/** The newest published extension SDK version. */
export const newestApiVersion = '0.4.2';

const label = 'com.docker.desktop.extension.api.version';

type Version = readonly [major: number, minor: number, patch: number];

/** Each operator, applied to the order of the simulated version and the bound. */
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

/** The operators that allow a shortened version. Missing numbers are zero. */
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
    `The API version must be three numbers, such as ${newestApiVersion}, not "${text}". Prereleases are not supported.`,
  );
}

/**
 * Rejects an extension if its label excludes the SDK version, as Docker Desktop does
 * (https://docs.docker.com/extensions/extensions-sdk/extensions/labels/). A version without an operator matches
 * that version only, according to recorded output of `docker extension validate`. Docker does not document it.
 *
 * @param apiVersion of the simulated Docker Desktop, `X.Y.Z`
 * @param constraint the value of the label. If it is undefined, every version is accepted
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
        'three numbers. Prereleases and variables are not supported.',
    );
  });
  if (accepted.every(Boolean)) return;
  throw new SimulatorError(
    'api-version-incompatible',
    `${label} ("${constraint}") is incompatible with current SDK version "${apiVersion}". ` +
      `Consider changing it to ">=${apiVersion}" in the Dockerfile if the extension supports that version. ` +
      'Otherwise simulate another version of Docker Desktop with the option apiVersion (--api-version).',
  );
}

/** The supported SDK versions, from the labels of an image; undefined without the label. */
export const apiVersionIn = (labels: Readonly<Record<string, string>>): string | undefined => labels[label];

/** The supported SDK versions, from the label in the Dockerfile; undefined without the label. */
export function apiVersionLabelOf({ final }: Dockerfile): string | undefined {
  const pairs = final.flatMap(({ keyword, pairs }) => (keyword === 'LABEL' ? pairs : []));
  return pairs.findLast(({ name }) => name === label)?.text;
}
