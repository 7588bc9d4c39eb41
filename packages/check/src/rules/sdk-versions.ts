type Version = readonly [number, number, number];

/** The versions from a bound on, or up to it. */
interface Bound {
  readonly version: Version;
  readonly isIncluded: boolean;
}

/** One comparison, as the range of versions that it allows. */
interface Comparison {
  /** The lowest version; undefined if there is no lower bound. */
  readonly from?: Bound;
}

/** A constraint: each alternative is a list of comparisons that all apply. */
export interface Constraint {
  readonly alternatives: readonly (readonly Comparison[])[];
  /** Whether it is one version without an operator. */
  readonly isBareVersion: boolean;
}

const written =
  /^(=|==|!=|>=|=>|>|<=|=<|<|~>|~|\^)?\s*v?(\d{1,9}|[xX*])(?:\.(\d{1,9}|[xX*]))?(?:\.(\d{1,9}|[xX*]))?(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** A space does not end a comparison after an operator. */
const comparison = /(?:[=!<>~^]+\s*)?v?[\dxX*][^\s,]*/g;

/**
 * Reads a constraint such as `>= 1.4.7, < 2.0`, in the forms of https://github.com/Masterminds/semver: operators, wildcards, `~`, `^`,
 * hyphens and alternatives. Undefined if it is none.
 */
export function readConstraint(text: string): Constraint | undefined {
  const alternatives = text.split('||').map(readAlternative);
  if (!alternatives.every((each) => each !== undefined)) return undefined;
  return { alternatives, isBareVersion: /^\s*v?\d+\.\d+(\.\d+)?\s*$/.test(text) };
}

function readAlternative(text: string): readonly Comparison[] | undefined {
  const [, low] = /^\s*(\S+)\s+-\s+\S+\s*$/.exec(text) ?? [];
  const parts = low === undefined ? (text.match(comparison) ?? []) : [`>=${low}`];
  const rest = low === undefined ? text.replace(comparison, '') : '';
  if (parts.length === 0 || /[^\s,]/.test(rest)) return undefined;
  const comparisons = parts.map(readComparison);
  return comparisons.every((each) => each !== undefined) ? comparisons : undefined;
}

function readComparison(text: string): Comparison | undefined {
  const [, operator = '', ...numbers] = written.exec(text.trim()) ?? [];
  const [major, minor, patch] = numbers;
  if (major === undefined) return undefined;
  const isWildcard = (part: string | undefined) => part === undefined || /[xX*]/.test(part);
  const number = (part: string | undefined) => (isWildcard(part) ? 0 : Number(part));
  const version: Version = [number(major), number(minor), number(patch)];
  if (isWildcard(major) || operator.includes('!') || /^(<|<=|=<)$/.test(operator)) return {};
  return { from: { version, isIncluded: operator !== '>' } };
}

const orderOf = (one: Version, other: Version): number =>
  one[0] - other[0] || one[1] - other[1] || one[2] - other[2];

/** Whether a constraint has a lower bound, and excludes a version and all earlier ones. */
export function excludesUpTo({ alternatives }: Constraint, version: Version): boolean {
  return alternatives.every((comparisons) =>
    comparisons.some(({ from }) => {
      if (from === undefined) return false;
      const order = orderOf(from.version, version);
      return from.isIncluded ? order > 0 : order >= 0;
    }),
  );
}

/** Whether every alternative of a constraint has a lowest version. */
export function hasLowerBound({ alternatives }: Constraint): boolean {
  return alternatives.every((comparisons) => comparisons.some(({ from }) => from !== undefined));
}
