/**
 * What is used of the prompt library. It is imported when somebody is asked, and alone: in a bundle, whatever a module
 * imported on demand has in common with the rest would be put off as well, at a cost for every run.
 */
export { AutocompletePrompt, wrapTextWithPrefix } from '@clack/core';
export {
  intro,
  isCancel,
  limitOptions,
  note,
  S_BAR,
  S_BAR_END,
  S_CHECKBOX_INACTIVE,
  S_CHECKBOX_SELECTED,
  select,
  symbol,
  text,
} from '@clack/prompts';
