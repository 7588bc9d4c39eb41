/** One comparison of a constraint: `>= 0.3.4`. */
interface Comparison {
  readonly operator: string;
  readonly version: readonly [number, number, number];
}

const written = /^(|=|!=|>=?|<=?)\s*(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?$/;

/** Reads a constraint such as `>= 1.4.7, < 2.0`; undefined where it is none. */
export function readConstraint(text: string): readonly Comparison[] | undefined {
  const comparisons = text.split(',').map((part): Comparison | undefined => {
    const [, operator = '', major, minor, patch = '0'] = written.exec(part.trim()) ?? [];
    return major === undefined
      ? undefined
      : { operator, version: [Number(major), Number(minor), Number(patch)] };
  });
  return comparisons.every((comparison) => comparison !== undefined) ? comparisons : undefined;
}

/** Whether a constraint has a lower bound and keeps a version, and all before it, out. */
export function excludesUpTo(constraint: readonly Comparison[], version: Comparison['version']): boolean {
  return constraint.some(({ operator, version: bound }) => {
    const order = bound[0] - version[0] || bound[1] - version[1] || bound[2] - version[2];
    return operator === '>' ? order >= 0 : operator === '>=' && order > 0;
  });
}

/** Whether later versions than those that exist today are let in from a lower bound on. */
export function hasLowerBound(constraint: readonly Comparison[]): boolean {
  return constraint.some(({ operator }) => operator === '>=' || operator === '>');
}
