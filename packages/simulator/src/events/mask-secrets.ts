import { hidden, masked, shortened } from './mask-text.ts';

/** The name of a variable that holds a secret. A variable `…_FILE` holds the path of one. */
const secretName = /(?:token|secret|passw(?:or)?d|_pass|_pat|passphrase|passcode|credentials?|key)$/i;
/** Shorter values, such as `true`, also occur where they are no secret. */
const shortest = 8;

/**
 * Creates a function that masks secrets in an output line: the values of variables with the name of a secret, and what
 * looks like one. It also shortens the line.
 *
 * @param variables the environment of the process that writes the lines
 */
export function secretMask(variables: NodeJS.ProcessEnv): (line: string) => string {
  const values = Object.entries(variables).flatMap(([name, value = '']) =>
    secretName.test(name) && value.length >= shortest ? [value] : [],
  );
  // The longest first: a value may begin with another one.
  values.sort((one, other) => other.length - one.length);
  return (line) => {
    const withoutValues = values.reduce((text, value) => text.replaceAll(value, hidden), line);
    return shortened(masked(withoutValues));
  };
}
