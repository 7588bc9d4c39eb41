/** One `key=value` of a LABEL; each side is made of plain, escaped and quoted parts. */
const part = String.raw`\\.|"(?:\\.|[^"\\])*"|'[^']*'`;
const pair = new RegExp(`((?:[^\\s"'=\\\\]|${part})+)=((?:[^\\s"'\\\\]|${part})*)`, 'gs');
/** The old form, `LABEL key a value to the end of the line`. */
const oldForm = /^([^\s"'=]+)\s+(.*)$/s;

function unquote(text: string): string {
  return text.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
    (_all, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$])/g, '$1') ?? escaped ?? '',
  );
}

function readPairs(text: string): [string, string][] {
  const [, key, value] = oldForm.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return [[key, unquote(value.trim())]];
  return [...text.matchAll(pair)].map(([, name = '', content = '']) => [unquote(name), unquote(content)]);
}

/** Comments go first: they may stand between the lines of one instruction. */
function instructionsOf(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*#/.test(line));
  return lines
    .join('\n')
    .replace(/(?<!\\)\\[ \t]*\n(?:[ \t]*\n)*/g, '')
    .split('\n');
}

/**
 * The labels that the image of a Dockerfile's last stage has by the Dockerfile itself, those of an earlier
 * stage it is built on included (https://docs.docker.com/reference/dockerfile/#label). Variables are left as
 * they are written.
 */
export function readLabels(dockerfile: string): ReadonlyMap<string, string> {
  const stages = new Map<string, ReadonlyMap<string, string>>();
  let labels = new Map<string, string>();
  for (const line of instructionsOf(dockerfile)) {
    const [, instruction = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/s.exec(line) ?? [];
    if (/^from$/i.test(instruction)) {
      const [base = '', , name] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      labels = new Map(stages.get(base.toLowerCase()));
      if (name) stages.set(name.toLowerCase(), labels);
    } else if (/^label$/i.test(instruction)) {
      for (const [key, value] of readPairs(rest)) labels.set(key, value);
    }
  }
  return labels;
}
