/** A text whose regions are known by name. The generators own a region, and the user the text around it. */
export interface Regions {
  /** The text without the content of its regions. The lines with the markers remain. */
  readonly outside: string;
  /** The content of each region by name: whole lines, without those of the markers. */
  readonly contents: ReadonlyMap<string, string>;
}

/** A comment of Markdown, YAML or TypeScript: `<!-- ddext-oauth:begin NAME (…) -->`, `# ddext-oauth:end NAME`. */
const MARKER = /^\s*(?:<!--|#|\/\/)\s*ddext-oauth:(begin|end)\s+([a-z][a-z-]*)/;

/**
 * Finds the regions of a text. Markers without a counterpart, around other markers, or with a name that begins twice are text.
 *
 * @example
 * regionsOf('# ddext-oauth:begin a\n1\n# ddext-oauth:end a\n').contents; // Map { 'a' => '1\n' }
 */
export function regionsOf(text: string): Regions {
  const lines = linesOf(text);
  const spans = spansOf(lines);
  return {
    outside: lines.filter((_line, at) => !spans.some(({ start, end }) => start <= at && at < end)).join(''),
    contents: new Map(spans.map(({ name, start, end }) => [name, lines.slice(start, end).join('')])),
  };
}

/**
 * The line of a text that is a line of one of its parts.
 *
 * @param name of a region; undefined for the text around all regions
 * @param line counted from 1, as the result is
 */
export function lineInText(text: string, name: string | undefined, line: number): number {
  const spans = spansOf(linesOf(text));
  if (name !== undefined) return (spans.find((span) => span.name === name)?.start ?? 0) + line;
  return spans.reduce((at, { start, end }) => (at > start ? at + end - start : at), line);
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function spansOf(lines: readonly string[]) {
  const markers = lines.flatMap((line, index) => {
    const [, kind, name] = MARKER.exec(line) ?? [];
    return kind && name ? [{ kind, name, index }] : [];
  });
  const found = markers.filter(
    ({ kind, name }, position) =>
      kind === 'begin' &&
      markers.filter((other) => other.kind === 'begin' && other.name === name).length === 1 &&
      markers[position + 1]?.kind === 'end' &&
      markers[position + 1]?.name === name,
  );
  return found.map(({ name, index }) => {
    const end = lines.findIndex((line, at) => at > index && MARKER.test(line));
    return { name, start: index + 1, end };
  });
}

/** The inverse of {@link regionsOf}. A name without markers in the text is ignored. */
export function withRegions({ outside, contents }: Regions): string {
  return outside
    .split(/(?<=\n)/)
    .map((line) => {
      const [, kind, name = ''] = MARKER.exec(line) ?? [];
      return kind === 'begin' ? `${line}${contents.get(name) ?? ''}` : line;
    })
    .join('');
}
