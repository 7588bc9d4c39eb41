/** A value of a compose file with its variables replaced as far as the file tells. */
export interface Interpolated {
  /** A variable without a default is replaced by nothing, as Compose does where nothing sets it. */
  readonly text: string;
  /** The variables without a default. */
  readonly withoutDefault: readonly string[];
}

const reference = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\})/g;

/**
 * Replaces the variables of a value by their defaults (https://docs.docker.com/reference/compose-file/interpolation/).
 *
 * @example
 * interpolate('${SOCKET:-/run/a.sock}:/a'); // { text: '/run/a.sock:/a', withoutDefault: [] }
 */
export function interpolate(value: string): Interpolated {
  const withoutDefault: string[] = [];
  const text = value.replace(reference, (match, short, braced, operator = '', word = '') => {
    if (match === '$$') return '$';
    if (operator.endsWith('-')) {
      const inner = interpolate(word);
      withoutDefault.push(...inner.withoutDefault);
      return inner.text;
    }
    if (!operator.endsWith('+')) withoutDefault.push(short ?? braced);
    return '';
  });
  return { text, withoutDefault };
}
