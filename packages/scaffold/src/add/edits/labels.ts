import { type Edit, indentationAt, lineEnd, lineStart } from '../../merge/edits.ts';
import {
  type Assignment,
  type DockerfileText,
  finalStages,
  type Instruction,
} from '../reading/dockerfile.ts';

const API_VERSION = 'com.docker.desktop.extension.api.version';
const ACCOUNT_INFO = 'com.docker.extension.account-info';

/** Sets the labels that a sign-in needs. A label with a variable in its value stays as it is. */
export function labelEdits(
  dockerfile: DockerfileText,
  wanted: { readonly apiVersion: string; readonly accountInfo: string },
): readonly Edit[] {
  const labels = finalStages(dockerfile)
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'LABEL');
  const find = (name: string) =>
    labels.flatMap(({ assignments }) => assignments).findLast((each) => each.name === name);
  const version = find(API_VERSION);
  const account = find(ACCOUNT_INFO);
  const missing = [
    ...(version ? [] : [`${API_VERSION}=${JSON.stringify(wanted.apiVersion)}`]),
    ...(account ? [] : [`${ACCOUNT_INFO}=${JSON.stringify(wanted.accountInfo)}`]),
  ];
  return [
    ...(version ? valueEdit(version, apiVersionRange(version.value, wanted.apiVersion)) : []),
    ...(account && account.value === '' ? valueEdit(account, wanted.accountInfo) : []),
    ...addedLabels(dockerfile, labels.at(-1), missing),
  ];
}

/** The value of the label for the SDK version if it has a variable: it stays as it is. */
export function variableApiVersion(dockerfile: DockerfileText): string | undefined {
  const value = finalStages(dockerfile)
    .flatMap(({ instructions }) => instructions)
    .flatMap(({ keyword, assignments }) => (keyword === 'LABEL' ? assignments : []))
    .findLast(({ name }) => name === API_VERSION)?.value;
  return value?.includes('$') ? value : undefined;
}

/**
 * The range of SDK versions that has at least a lower bound. A version without an operator becomes a range.
 *
 * @param minimum such as `>= 0.3.4`
 */
export function apiVersionRange(given: string, minimum: string): string {
  const [, operator = '', major, minor, patch = '0'] =
    /^\s*(>=|>|\^|~|=)?\s*v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(given) ?? [];
  const [, ...lowest] = /(\d+)\.(\d+)\.(\d+)/.exec(minimum) ?? [];
  if (major === undefined || given.includes('$')) return given;
  const numbers = [major, minor, patch].map(Number);
  const isEnough = compare(numbers, lowest.map(Number)) >= 0;
  if (!isEnough) return minimum;
  return operator === '' || operator === '=' ? `>= ${major}.${minor}.${patch}` : given;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const difference = one.map((each, index) => each - (other[index] ?? 0)).find((each) => each !== 0);
  return difference ?? 0;
}

function valueEdit({ value, valueRange }: Assignment, wanted: string): readonly Edit[] {
  if (valueRange === undefined || value === wanted) return [];
  return [{ ...valueRange, text: JSON.stringify(wanted) }];
}

/** Adds labels to the last LABEL, in its form: on lines of their own, or as an instruction. */
function addedLabels(
  { text, stages }: DockerfileText,
  last: Instruction | undefined,
  added: readonly string[],
): readonly Edit[] {
  if (added.length === 0) return [];
  const from = stages.at(-1)?.from;
  if (last === undefined) {
    const at = from ? lineEnd(text, from.end) : 0;
    return [{ start: at, end: at, text: `\nLABEL ${added.join(' \\\n    ')}` }];
  }
  const property = last.assignments.at(-1);
  const isMultiple =
    property !== undefined && lineStart(text, property.range.start) !== lineStart(text, last.start);
  if (!isMultiple)
    return [{ start: last.end, end: last.end, text: added.map((each) => `\nLABEL ${each}`).join('') }];
  const indentation = indentationAt(text, property.range.start);
  const { end } = property.range;
  return [{ start: end, end, text: added.map((each) => ` \\\n${indentation}${each}`).join('') }];
}
