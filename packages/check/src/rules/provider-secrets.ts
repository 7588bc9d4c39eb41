import { type Problem, problem } from '../sources/problem.ts';
import type { ProviderSource } from '../sources/provider-source.ts';
import { secretLike } from '../sources/secrets.ts';
import { defineRule } from './rule.ts';

/** Members whose values are public. */
const publicMembers = ['id', 'name', 'issuer', 'clientId', 'clientKeyId', 'scopes', 'apiHosts'];

export const providerSecrets = defineRule({
  id: 'provider-secrets',
  severity: 'error',
  over: 'workspace',
  needs: ['providers'],
  what: 'A provider refers to secrets by variable name, and its file contains no value that looks like one.',
  why: 'auth/ is part of the UI bundle, and the UI bundle is part of an image that every user can read.',
  source: 'RFC 8252 section 8.5',
  fix: "Write clientSecret: { variable: 'NAME_CLIENT_SECRET' }, and replace the secret at the provider if it was ever committed.",
  check: ({ providers }) => providers.flatMap((provider) => [...byValue(provider), ...randomTexts(provider)]),
});

function byValue({ members }: ProviderSource): Problem[] {
  return ['clientSecret', 'clientKey'].flatMap((name) => {
    const member = members.get(name);
    if (member === undefined || isByName(member.value)) return [];
    return [problem(member.at, `${name} is not the name of a variable.`)];
  });
}

function isByName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const [[key, name] = [], ...more] = Object.entries(value);
  return key === 'variable' && /^[A-Z][A-Z0-9_]*$/.test(String(name)) && more.length === 0;
}

/** Long random strings of letters and digits. `secret-in-source` reports those of a known kind. */
function randomTexts({ members, texts }: ProviderSource): Problem[] {
  const known = JSON.stringify(publicMembers.map((name) => members.get(name)?.value));
  const secretLines = ['clientSecret', 'clientKey'].map((name) => members.get(name)?.at.line);
  return texts
    .filter(
      ({ text, at }) =>
        looksRandom(text) && !known.includes(JSON.stringify(text)) && !secretLines.includes(at.line),
    )
    .map(({ at }) => problem(at, 'This string looks like a secret.'));
}

function looksRandom(text: string): boolean {
  const mixed = /[a-z]/i.test(text) && (text.match(/\d/g)?.length ?? 0) >= 4;
  return /^[\w~.+/=-]{24,}$/.test(text) && mixed && new Set(text).size >= 12 && !secretLike(text);
}
