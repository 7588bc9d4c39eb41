/** A word as BuildKit interprets it. */
export interface Unquoted {
  readonly text: string;
  /** Names of the variables it would put in; they are left in `text` as they are written. */
  readonly variables: readonly string[];
  /** Whether quotes stand in the middle of a word, where they are taken off and were hardly meant to be. */
  readonly losesQuotes: boolean;
}

/**
 * Takes off quotes and escapes as BuildKit does
 * (https://docs.docker.com/reference/dockerfile/#environment-replacement). dockerfile-ast does that only for a value that is
 * quoted as a whole, and cannot tell which quotes are lost.
 */
export function unquote(raw: string, escapeCharacter: string): Unquoted {
  const variables: string[] = [];
  let [text, quote, losesQuotes] = ['', '', false];
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw[index] ?? '';
    const next = raw[index + 1] ?? '';
    if (character === escapeCharacter && quote !== "'" && next !== '') {
      // Within double quotes the escape means something before these only, and is a character of its own otherwise.
      text += quote && !['"', '$', escapeCharacter].includes(next) ? character + next : next;
      index += 1;
    } else if (quote ? character === quote : character === '"' || character === "'") {
      losesQuotes ||= !quote && index > 0;
      quote = quote ? '' : character;
    } else {
      const [, name] = /^\$\{?([A-Za-z_]\w*)/.exec(quote === "'" ? '' : raw.slice(index)) ?? [];
      if (name) variables.push(name);
      text += character;
    }
  }
  return { text, variables, losesQuotes };
}
