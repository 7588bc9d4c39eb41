/**
 * An environment variable that the benchmark sets.
 *
 * @param {string} name
 */
export function variable(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
