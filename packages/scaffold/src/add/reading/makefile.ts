/** The longest expanded value. Without a limit, a Makefile could grow with each variable. */
const LONGEST = 200;

const assignment = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*(?:::?|\?)?=[ \t]*([^#\n]*)/gm;

/** Replaces `$(NAME)` and `${NAME}` in a Makefile by the values that it assigns to variables. One without a value stays. */
export function withMakeVariables(text: string): string {
  const values = new Map<string, string>();
  const expanded = (value: string) =>
    value.replace(
      /\$(?:\((\w+)\)|\{(\w+)\})/g,
      (reference, round, curly) => values.get(round ?? curly) ?? reference,
    );
  // Make reads a variable when it is used, and so it may be assigned below.
  for (let pass = 0; pass < 3; pass += 1)
    for (const [, name = '', value = ''] of text.matchAll(assignment)) {
      const result = expanded(value.trim());
      if (result.length <= LONGEST) values.set(name, result);
    }
  return expanded(text);
}
