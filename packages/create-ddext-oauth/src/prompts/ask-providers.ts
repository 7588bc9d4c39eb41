import type { AutocompletePrompt } from '@clack/core';
import { catalogVerdicts, type ProviderVerdict } from '@ddext-oauth/scaffold';
import { drawProviders, type Item, NO_MATCH } from './draw-providers.ts';
import type { Asking } from './interview.ts';

const IMPOSSIBLE = 'This provider does not work with the chosen options. Choose another one.';

/**
 * Prompts for providers in a searchable list, with their compatibility with the chosen strategy. If none is selected, Return selects the
 * focused one.
 */
export function askProviders({ answers, clack, signal }: Asking) {
  const items = catalogVerdicts(answers).map(
    (verdict): Item => ({ ...verdict, value: verdict.preset.id, aliases: aliasesOf(verdict.preset) }),
  );
  const prompt: AutocompletePrompt<Item> = new clack.AutocompletePrompt<Item>({
    options: items,
    multiple: true,
    initialValue: [...(answers.provider ?? [])],
    filter: (search, item) => matches(search, item),
    validate: () => {
      if (prompt.selectedValues.length > 0) return undefined;
      return prompt.focusedValue === undefined ? NO_MATCH : IMPOSSIBLE;
    },
    signal,
    render: () => drawProviders({ clack, prompt, items }),
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

function matches(search: string, { preset: { id, name }, aliases }: Item): boolean {
  return [id, name, ...aliases].join('\n').toLowerCase().includes(search.trim().toLowerCase());
}

/** `google-workspace` is found as "google workspace" too. */
function aliasesOf({ aliases = [] }: ProviderVerdict['preset']): string[] {
  return aliases.flatMap((alias) => (alias.includes('-') ? [alias.replaceAll('-', ' '), alias] : [alias]));
}
