import { problem } from '../sources/problem.ts';
import { type ProviderRedirectUris, redirectUrisIn } from '../sources/redirect-uris.ts';
import type { Text } from '../sources/text.ts';
import { defineRule } from './rule.ts';

/** Matches any text that looks like a redirect URI of an extension. */
const loopback =
  /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::\d+)?\/callback(?:\/[\w.-]*[\w-])?/g;
const tab =
  /(?:docker-desktop:\/\/|https:\/\/open\.docker\.com\/)dashboard\/extension-tab\?extensionId=[\w./:%-]*\w/g;

const says = ({ file }: Text) =>
  /^(README\.md|compose\.ya?ml|\.env\.example|docs\/.*\.md|auth\/src\/.*)$/.test(file);

export const redirectUri = defineRule({
  id: 'redirect-uri',
  severity: 'error',
  over: 'workspace',
  needs: ['extension', 'providers'],
  what: 'The README contains the redirect URIs that follow from auth/src/extension.ts and the provider IDs, and no file contains others. For a provider that accepts only localhost, the host is localhost. For a preset that is not in the catalog, the host is the one in auth/src/extension.test.ts or auth/src/registered-redirect-uris.ts.',
  why: 'Providers compare it exactly with the registered one, and reject the sign-in if they differ.',
  source: 'RFC 9700 section 2.1',
  fix: 'Use the redirect URI of extension.ts exactly, in these files and at the provider.',
  check: ({ extension, providers, readme, texts }) => {
    const computed = extension ? redirectUrisIn(extension, providers) : [];
    if (computed.length === 0 || readme === undefined) return [];
    const recorded = recordedIn(texts);
    const registered = [...new Set(computed.flatMap((each) => registeredOf(each, recorded)))];
    const known = [...registered, ...computed.flatMap((each) => usedOf(each, recorded).flat())];
    const others = texts
      .filter(says)
      .flatMap((text) => named(text).filter(({ match }) => !known.includes(match[0])));
    const told = named(readme).map(({ match }) => match[0]);
    const untold = registered.filter((each) => !told.includes(each));
    return [
      ...others.map(({ match, at }) =>
        problem(at, `${match[0]} is not the redirect URI ${registered.join(' or ')}.`),
      ),
      ...untold.map((each) =>
        problem(readme.place(0), `The README does not contain the redirect URI ${each}.`),
      ),
    ];
  },
});

const named = (text: Text) => [...text.matches(loopback), ...text.matches(tab)];

/** The first that names a redirect URI of a provider decides: developers add to the test, and generators write the other. */
const records = ['auth/src/extension.test.ts', 'auth/src/registered-redirect-uris.ts'];

/** The registered redirect URIs in each record, with which the extension's own test compares those of the providers. */
function recordedIn(texts: readonly Text[]): readonly (readonly string[])[] {
  return records.map((record) =>
    texts.filter(({ file }) => file === record).flatMap((text) => named(text).map(({ match }) => match[0])),
  );
}

function registeredOf(provider: ProviderRedirectUris, recorded: readonly (readonly string[])[]) {
  return usedOf(provider, recorded).find((uris) => uris.length > 0) ?? provider.uris;
}

/** The redirect URIs that each record contains for a provider whose host is not known. */
function usedOf({ uris, alternatives }: ProviderRedirectUris, recorded: readonly (readonly string[])[]) {
  if (alternatives.length === 0) return [];
  return recorded.map((record) => [...uris, ...alternatives].filter((uri) => record.includes(uri)));
}
