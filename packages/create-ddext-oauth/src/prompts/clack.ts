/**
 * The parts of the prompt library that are used. It is imported for the first prompt. It imports nothing else of the command: a bundler
 * would move shared modules out of the main bundle, which costs time in every run.
 */
export { AutocompletePrompt, wrapTextWithPrefix } from '@clack/core';
export {
  intro,
  isCancel,
  limitOptions,
  log,
  note,
  S_BAR,
  S_BAR_END,
  S_CHECKBOX_INACTIVE,
  S_CHECKBOX_SELECTED,
  select,
  symbol,
  text,
} from '@clack/prompts';
