import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** A value that must not be disclosed. */
export interface Secret {
  /** The variable that contains it. */
  readonly name: string;
  readonly value: string;
}

const secretName = /_CLIENT_(SECRET|KEY)$/;

/** Shorter strings occur in every bundle by chance, and no provider issues shorter secrets. */
export const SHORTEST_SECRET = 8;

/** The client secrets in a folder's .env files, and in the environment. */
export async function readSecrets(directory: string, environment: NodeJS.ProcessEnv): Promise<Secret[]> {
  const files = (await readdir(directory)).filter(
    (name) => /^\.env(\..+)?$/.test(name) && name !== '.env.example',
  );
  const settings = await Promise.all(
    files.map(async (name) => parseEnv(await readFile(join(directory, name), 'utf8'))),
  );
  const rows = [environment, ...settings].flatMap((variables) => Object.entries(variables));
  const secrets = rows.flatMap(([name, value]) =>
    secretName.test(name) && value && value.length >= SHORTEST_SECRET ? [{ name, value }] : [],
  );
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}

/** The forms in which a file may contain a value. */
export function spellingsOf({ value }: Secret): readonly string[] {
  return [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])];
}

/** Patterns of secrets, by issuer. */
export const looks: readonly { readonly of: string; readonly pattern: RegExp }[] = [
  // With a part of the key, because programs that read keys contain the first line.
  { of: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\s|\\[rn])*[A-Za-z0-9+/]{40,}/ },
  { of: 'a client secret of Google', pattern: /\bGOCSPX-[\w-]{20,}/ },
  { of: 'a token of GitHub', pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{50,})/ },
  { of: 'a secret of GitLab', pattern: /\b(?:gloas|glpat)-[\w-]{20,}/ },
  { of: 'a token of Slack', pattern: /\bxox[abeoprs]-[\w-]{10,}/ },
  // Three characters, a version and Q~, as Microsoft Entra's client secrets have had since 2021.
  {
    of: 'a client secret of Microsoft Entra',
    pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
  },
];

/** What part of a text looks like a secret of a known kind, and where it begins. */
export function secretLike(text: string): { of: string; index: number } | undefined {
  for (const { of, pattern } of looks) {
    const match = pattern.exec(text);
    if (match) return { of, index: match.index };
  }
  return undefined;
}

/** Replaces the value of each secret in a text with its name. */
export function masked(text: string, secrets: readonly Secret[]): string {
  // The longest first: one secret may be part of another.
  const known = secrets
    .flatMap((secret) => spellingsOf(secret).map((spelling) => ({ spelling, name: secret.name })))
    .sort((a, b) => b.spelling.length - a.spelling.length);
  const named = known.reduce((result, { spelling, name }) => result.replaceAll(spelling, `[${name}]`), text);
  return looks.reduce(
    (result, { of, pattern }) => result.replaceAll(new RegExp(pattern, 'g'), `[${of}]`),
    named,
  );
}

/** The secrets in a short text. */
export function secretsIn(text: string, secrets: readonly Secret[]): string[] {
  return [
    ...secrets
      .filter((secret) => spellingsOf(secret).some((spelling) => text.includes(spelling)))
      .map(({ name }) => `the value of ${name}`),
    ...looks.filter(({ pattern }) => pattern.test(text)).map(({ of }) => `what looks like ${of}`),
  ];
}
