import type { AutocompletePrompt } from '@clack/core';
import { optionTable, type ProviderVerdict } from '@ddext-oauth/scaffold';
import { styleText } from '../style.ts';
import type { Clack } from './answer.ts';

/** `value` is the preset's ID. A provider that does not work is listed with the reason, and cannot be selected. */
export type Item = ProviderVerdict & {
  readonly value: string;
  /** Other names, which the search finds too. */
  readonly aliases: readonly string[];
};

/** The state to draw. */
export interface ProviderList {
  readonly clack: Clack;
  readonly prompt: AutocompletePrompt<Item>;
  readonly items: readonly Item[];
}

const MESSAGE = optionTable.provider.question;
const KEYS = 'Type to search • ↑/↓ to move • Tab to choose several • Enter to continue';
export const NO_MATCH = 'No provider matches. Choose oidc or oauth2 for a provider that is not in the list.';
const STRUCK: Parameters<typeof styleText>[0] = ['strikethrough', 'dim'];
const SHOWN = 10;
/** Lines for the reason of the focused provider. The number is fixed, so that the list does not move. */
const REASON_LINES = 3;

/** The compatibility of a provider, in a word or two. */
const verdictWords = new Map<ProviderVerdict['possible'], string>([
  [true, 'works'],
  ['unknown', 'not known to work'],
  [false, 'does not work'],
]);

/** The text of the prompt on the screen. */
export function drawProviders(list: ProviderList): string {
  const { state } = list.prompt;
  return state === 'submit' || state === 'cancel' ? closed(list) : opened(list);
}

function closed(list: ProviderList): string {
  const style = list.prompt.state === 'cancel' ? STRUCK : 'dim';
  return [...heading(list), `${bar(list, 'gray')}  ${styleText(style, namesOfChosen(list))}`].join('\n');
}

/** In the order in which they were chosen, which is the order in the extension. */
function namesOfChosen({ prompt, items }: ProviderList): string {
  const chosen = prompt.selectedValues.map(
    (id) => items.find(({ value }) => value === id)?.preset.name ?? id,
  );
  return chosen.join(', ');
}

function opened(list: ProviderList): string {
  const { clack, prompt, items } = list;
  const color = prompt.state === 'error' ? 'yellow' : 'cyan';
  const rule = `${bar(list, color)}  `;
  const focused = items.find(({ value }) => value === prompt.focusedValue);
  const found = prompt.filteredOptions.length;
  const count = found === items.length ? '' : styleText('dim', ` (${found} of ${items.length})`);
  const head = [
    ...heading(list),
    `${rule}${styleText('dim', 'Search:')} ${prompt.userInputWithCursor}${count}`,
    `${rule}${styleText('dim', 'Chosen:')} ${namesOfChosen(list) || styleText('dim', 'none yet')}`,
  ];
  const explanation =
    prompt.state === 'error' ? styleText('yellow', prompt.error) : styleText('dim', focused?.reason ?? '');
  const foot = [
    ...padded(clack.wrapTextWithPrefix(undefined, explanation, rule).split('\n'), rule),
    `${rule}${styleText('dim', KEYS)}`,
    styleText(color, clack.S_BAR_END),
  ];
  const rows = clack.limitOptions({
    cursor: prompt.cursor,
    options: prompt.filteredOptions,
    maxItems: SHOWN,
    columnPadding: 3,
    rowPadding: head.length + foot.length,
    style: (item, active) => row(item, active, list),
  });
  const shown = rows.length > 0 ? rows : [styleText('yellow', NO_MATCH)];
  return [...head, ...shown.map((line) => `${rule}${line}`), ...foot].join('\n');
}

function row(
  { preset, possible, value, aliases }: Item,
  active: boolean,
  { clack, prompt, items }: ProviderList,
): string {
  const impossible = possible === false;
  const width = Math.max(...items.map((item) => item.preset.name.length));
  const box = prompt.selectedValues.includes(value)
    ? styleText('green', clack.S_CHECKBOX_SELECTED)
    : styleText('dim', impossible ? ' ' : clack.S_CHECKBOX_INACTIVE);
  const name = preset.name.padEnd(width);
  const color = possible === true ? 'green' : impossible ? 'red' : 'yellow';
  const shown = active ? name : styleText(impossible ? STRUCK : 'dim', name);
  const verdict = styleText(color, verdictWords.get(possible) ?? '');
  const searched = prompt.userInput.trim().toLowerCase();
  const alias = searched !== '' && aliases.find((name) => name.includes(searched));
  const known =
    alias && !preset.name.toLowerCase().includes(searched) ? styleText('dim', `  (${alias})`) : '';
  return `${active ? '›' : ' '} ${box} ${shown}  ${verdict}${known}`;
}

function heading(list: ProviderList): string[] {
  return [bar(list, 'gray'), `${list.clack.symbol(list.prompt.state)}  ${MESSAGE}`];
}

function bar({ clack }: ProviderList, color: 'gray' | 'cyan' | 'yellow'): string {
  return styleText(color, clack.S_BAR);
}

function padded(lines: readonly string[], filler: string): string[] {
  return Array.from({ length: Math.max(REASON_LINES, lines.length) }, (_, index) => lines[index] ?? filler);
}
