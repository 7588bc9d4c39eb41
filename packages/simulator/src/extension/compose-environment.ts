import { isObject } from './invalid.ts';

/**
 * `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}` and `$$` (https://docs.docker.com/reference/compose-file/interpolation/). One that
 * is not closed ends with the text: otherwise, many of them take quadratic time.
 */
const reference = /\$(?:\$|(\w+)|\{(\w+)(?:(:?-)([^}]*))?(?:\}|$))/g;

/** Replaces variables in a value of a compose file, as Docker Compose does. */
export function interpolate(text: string, variables: NodeJS.ProcessEnv): string {
  return text.replace(reference, (match, bare, name = bare, operator, fallback = '') => {
    if (match === '$$') return '$';
    if (match.startsWith('${') && !match.endsWith('}')) return match;
    const value = variables[name];
    if (value === undefined || (value === '' && operator === ':-')) return fallback;
    return value;
  });
}

/** A list contains `NAME=value`. A name alone takes its value from the environment of Docker Compose. */
function entriesOf(environment: unknown): [name: string, value: unknown][] {
  if (isObject(environment)) return Object.entries(environment);
  if (!Array.isArray(environment)) return [];
  return environment.map((item) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(String(item)) ?? [];
    return [name, value];
  });
}

/**
 * The variables that a service of a compose file sets.
 *
 * @param environment the value of its key `environment`
 * @param variables the environment of Docker Compose
 */
export function composeEnvironment(
  environment: unknown,
  variables: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const entries = entriesOf(environment).map(([name, value]) => {
    if (value === undefined || value === null) return [name, variables[name]];
    return [name, interpolate(String(value), variables)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
