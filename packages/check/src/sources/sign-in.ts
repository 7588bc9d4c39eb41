import type { Place } from './place.ts';
import { firstMatch, sourceTexts } from './source-texts.ts';
import type { Text } from './text.ts';

/** A place that shows that an extension handles a user's credential. */
export interface SignInSign {
  readonly at: Place;
  /** What it has, as in `asks for a password`. */
  readonly what: string;
}

/** A link that returns from the browser to the tab of an extension, directly or through docker.com. */
export const tabLink = /(?:docker-desktop:\/\/|https:\/\/open\.docker\.com\/)dashboard\/extension-tab\?/;

/** From the strongest sign to the weakest. */
const signs: readonly { readonly what: string; readonly pattern: RegExp; readonly beside?: RegExp }[] = [
  { what: 'has a link that returns to the tab', pattern: tabLink },
  {
    what: 'uses OAuth',
    pattern:
      /["'`./?&_]?\b(?:authorization_endpoint|authorization_code|device_code|device_authorization|access_token|refresh_token|client_secret)\b/,
  },
  {
    what: 'sends an Authorization header',
    pattern: /["'`]?Authorization["'`]?\]?\s*[,:=]\s*[^\n]{0,40}\b(?:Bearer|Basic|token)\b/i,
  },
  { what: 'asks for a password', pattern: /\btype\s*[=:]\s*[^>\n]{0,60}["'`]password["'`]/ },
  {
    what: 'takes a key or token',
    pattern:
      /\b(?:auth[_-]?token|api[_-]?token|api[_-]?key|access[_-]?key[_-]?id|personal[_-]?access[_-]?token|licen[cs]e[_-]?key)\b/i,
    // Names of keys are also in the settings of analytics and of local services, which ask for nothing.
    beside: /<(input|textarea|[A-Z]\w*(Input|Field|Text))\b|\bcreateElement\(\s*["'`]input/,
  },
];

/** The strongest sign that an extension handles a credential of its users; undefined if its source code shows none. */
export function signInSign(texts: readonly Text[]): SignInSign | undefined {
  const sources = sourceTexts(texts);
  for (const { what, pattern, beside } of signs) {
    const at = firstMatch(
      sources.filter(({ content }) => !beside || beside.test(content)),
      pattern,
    );
    if (at) return { at, what };
  }
  return undefined;
}
