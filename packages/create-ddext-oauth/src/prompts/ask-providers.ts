import { AutocompletePrompt, wrapTextWithPrefix } from '@clack/core';
import {
  limitOptions,
  S_BAR,
  S_BAR_END,
  S_CHECKBOX_INACTIVE,
  S_CHECKBOX_SELECTED,
  symbol,
} from '@clack/prompts';
import { catalogueVerdicts, type ProviderVerdict, type RawOptions } from '@ddext-oauth/scaffold';
import { styleText } from '../style.ts';

/** `value` is the preset's id. One that does not work can be read about, and not chosen. */
type Item = ProviderVerdict & { readonly value: string };

const MESSAGE = 'Who to sign in with';
const KEYS = 'Type to search • ↑/↓ to move • Tab to choose several • Enter to go on';
const IMPOSSIBLE = 'This one does not work with what is chosen; choose another.';
const NO_MATCH = 'No provider matches; oidc and oauth2 are for any that is not in the list.';
const STRUCK: Parameters<typeof styleText>[0] = ['strikethrough', 'dim'];
const SHOWN = 10;
/** The reason of the one in focus gets as many lines, whatever it says, so that the list does not jump. */
const REASON_LINES = 3;

const words = new Map<ProviderVerdict['possible'], string>([
  [true, 'works'],
  ['unknown', 'not known to work'],
  [false, 'does not work'],
]);

/**
 * Asks for providers in a list that can be searched, each with what is known of it and the strategy that is chosen. Where
 * none is marked, the return key takes the one in focus.
 */
export function askProviders(answers: RawOptions, signal: AbortSignal) {
  const items = catalogueVerdicts(answers).map((verdict): Item => ({ ...verdict, value: verdict.preset.id }));
  const width = Math.max(...items.map(({ preset }) => preset.name.length));
  const prompt: AutocompletePrompt<Item> = new AutocompletePrompt<Item>({
    options: items,
    multiple: true,
    initialValue: [...(answers.provider ?? [])],
    filter: (search, item) => matches(search, item),
    validate: () => {
      if (prompt.selectedValues.length > 0) return undefined;
      return prompt.focusedValue === undefined ? NO_MATCH : IMPOSSIBLE;
    },
    signal,
    render: function () {
      const done = this.state === 'submit' || this.state === 'cancel';
      return done ? closed(prompt, items) : opened(prompt, width, items);
    },
  });
  const works = (id: string) => items.some(({ value, possible }) => value === id && possible !== false);
  prompt.on('key', (_text, { name }) => {
    const { selectedValues, focusedValue } = prompt;
    const single = name === 'return' && selectedValues.length === 0 && focusedValue !== undefined;
    prompt.selectedValues = (single ? [focusedValue] : selectedValues).filter(works);
    prompt.value = prompt.selectedValues;
  });
  return prompt.prompt() as Promise<string[] | symbol>;
}

function matches(search: string, { preset, possible }: Item): boolean {
  const text = `${preset.id} ${preset.name} ${words.get(possible)}`;
  return text.toLowerCase().includes(search.trim().toLowerCase());
}

function chosen({ selectedValues }: AutocompletePrompt<Item>, items: readonly Item[]): readonly Item[] {
  return items.filter(({ value }) => selectedValues.includes(value));
}

function closed(prompt: AutocompletePrompt<Item>, items: readonly Item[]): string {
  const names = chosen(prompt, items).map(({ preset }) => preset.name);
  const style = prompt.state === 'cancel' ? STRUCK : 'dim';
  return [bar('gray'), heading(prompt), `${bar('gray')}  ${styleText(style, names.join(', '))}`].join('\n');
}

function opened(prompt: AutocompletePrompt<Item>, width: number, items: readonly Item[]): string {
  const colour = prompt.state === 'error' ? 'yellow' : 'cyan';
  const rule = `${bar(colour)}  `;
  const focused = items.find(({ value }) => value === prompt.focusedValue);
  const found = prompt.filteredOptions.length;
  const head = [
    bar('gray'),
    heading(prompt),
    `${rule}${styleText('dim', 'Search:')} ${prompt.userInputWithCursor}${found === items.length ? '' : styleText('dim', ` (${found} of ${items.length})`)}`,
  ];
  const explanation =
    prompt.state === 'error' ? styleText('yellow', prompt.error) : styleText('dim', focused?.reason ?? '');
  const foot = [
    ...padded(wrapTextWithPrefix(undefined, explanation, rule).split('\n'), rule),
    `${rule}${styleText('dim', KEYS)}`,
    styleText(colour, S_BAR_END),
  ];
  const rows = limitOptions({
    cursor: prompt.cursor,
    options: prompt.filteredOptions,
    maxItems: SHOWN,
    columnPadding: 3,
    rowPadding: head.length + foot.length,
    style: (item, active) => row(item, active, prompt, width),
  });
  const list = rows.length > 0 ? rows : [styleText('yellow', NO_MATCH)];
  return [...head, ...list.map((line) => `${rule}${line}`), ...foot].join('\n');
}

function row(item: Item, active: boolean, prompt: AutocompletePrompt<Item>, width: number): string {
  const { preset, possible, value } = item;
  const closed = possible === false;
  const box = prompt.selectedValues.includes(value)
    ? styleText('green', S_CHECKBOX_SELECTED)
    : styleText('dim', closed ? ' ' : S_CHECKBOX_INACTIVE);
  const name = preset.name.padEnd(width);
  const colour = possible === true ? 'green' : closed ? 'red' : 'yellow';
  const shown = active ? name : styleText(closed ? STRUCK : 'dim', name);
  return `${active ? '›' : ' '} ${box} ${shown}  ${styleText(colour, words.get(possible) ?? '')}`;
}

const heading = ({ state }: AutocompletePrompt<Item>) => `${symbol(state)}  ${MESSAGE}`;
const bar = (colour: 'gray' | 'cyan' | 'yellow') => styleText(colour, S_BAR);

function padded(lines: readonly string[], filler: string): string[] {
  return Array.from({ length: Math.max(REASON_LINES, lines.length) }, (_, index) => lines[index] ?? filler);
}
