import type { TemplateContext } from './context.ts';

/** One folder of `templates/` and what becomes of it. */
export interface Overlay {
  readonly folder: string;
  readonly applies: (context: TemplateContext) => boolean;
  /** One rendering for each. */
  readonly contexts: (context: TemplateContext) => readonly object[];
  /** Whether it may replace a file that the common folder wrote. */
  readonly overrides: boolean;
}

const always = () => true;
const once = (context: TemplateContext) => [context];
const perProvider = (context: TemplateContext) =>
  context.providers.map((provider) => ({ ...context, provider }));

const overlay = (folder: string, applies: Overlay['applies']): Overlay => ({
  ...{ folder, applies },
  contexts: once,
  overrides: true,
});

/** In the order in which they are laid; a later one's partials replace an earlier one's. An absent folder is empty. */
export const overlays: readonly Overlay[] = [
  { folder: 'extension', applies: always, contexts: once, overrides: false },
  overlay('+workspace', ({ shared }) => !shared),
  overlay('+shared', ({ shared }) => shared),
  overlay('+shared-biome', ({ biome, shared }) => shared && biome),
  overlay('+backend', ({ page }) => !page),
  overlay('+backend-callback', ({ strategy }) => strategy === 'backend-callback'),
  overlay('+extension-tab', ({ strategy }) => strategy === 'extension-tab'),
  { folder: 'provider', applies: always, contexts: perProvider, overrides: false },
];
