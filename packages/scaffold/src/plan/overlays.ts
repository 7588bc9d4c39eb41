import type { TemplateContext } from './context.ts';

/** A folder of `templates/`, and when it applies. */
export interface Overlay {
  readonly folder: string;
  readonly applies: (context: TemplateContext) => boolean;
  /** Its files are rendered once for each context. */
  readonly contexts: (context: TemplateContext) => readonly object[];
  /** Whether it may replace files of the folder `extension`. */
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

/** In the order in which they apply. The partials of a later overlay replace those of an earlier one. */
export const overlays: readonly Overlay[] = [
  { folder: 'extension', applies: always, contexts: once, overrides: false },
  overlay('+workspace', ({ shared }) => !shared),
  overlay('+license-mit', ({ license }) => license === 'MIT'),
  overlay('+license-apache', ({ license }) => license === 'Apache-2.0'),
  overlay('+shared', ({ shared }) => shared),
  overlay('+shared-biome', ({ biome, shared }) => shared && biome),
  overlay('+backend', ({ page }) => !page),
  overlay('+example', ({ bare }) => !bare),
  overlay('+example-backend', ({ bare, page }) => !bare && !page),
  overlay('+keys-only', ({ oauth }) => !oauth),
  overlay('+oauth', ({ oauth }) => oauth),
  overlay('+backend-callback', ({ oauth, tab }) => oauth && !tab),
  overlay('+extension-tab', ({ tab }) => tab),
  { folder: 'provider', applies: always, contexts: perProvider, overrides: false },
];
