import { expect } from '@jest/globals';
import { isMembers } from '../core/response-body.ts';

/** Query and form parameters, JSON members and headers whose values nobody but the two ends may see. */
const secretNames = new Set([
  'access_token',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'id_token',
  'nonce',
  'refresh_token',
  'state',
  'token',
]);

export interface Secrets {
  /** Everything secret that has gone by, with what it was. */
  readonly seen: ReadonlyMap<string, string>;
  add(name: string, value: string): void;
  /** Fails where one of them is in one of the texts, decoded or as it would be in a URL. */
  expectNoneIn(...texts: readonly string[]): Promise<void>;
  /** Leaves fetch as it was found. */
  stop(): void;
}

/**
 * Watches everything that goes through `fetch`, of the extension and of the browser in front of it alike, and remembers
 * each code, state, verifier, nonce, token, secret and cookie that it meets in either direction.
 */
export function watchSecrets(): Secrets {
  const seen = new Map<string, string>();
  const reading: Promise<void>[] = [];
  const original = globalThis.fetch;

  const add = (name: string, value: string) => {
    if (value.length >= 8 && !seen.has(value)) seen.set(value, name);
  };
  const addAll = (parameters: Iterable<readonly [string, unknown]>) => {
    for (const [name, value] of parameters)
      if (secretNames.has(name) && typeof value === 'string') add(name, value);
  };
  const addUrl = (url: string) => URL.canParse(url) && addAll(new URL(url).searchParams);

  globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    addUrl(String(input));
    if (typeof init?.body === 'string' || init?.body instanceof URLSearchParams)
      addAll(new URLSearchParams(String(init.body)));
    for (const value of headers.get('cookie')?.split('; ') ?? []) add('cookie', value.split('=')[1] ?? '');
    const [scheme, credentials] = headers.get('authorization')?.split(' ') ?? [];
    if (credentials) add(scheme === 'Bearer' ? 'access_token' : `${scheme} credentials`, credentials);
    const response = await original(input, init);
    addUrl(response.headers.get('location') ?? '');
    for (const line of response.headers.getSetCookie()) add('cookie', /=([^;]*)/.exec(line)?.[1] ?? '');
    if (response.headers.get('content-type')?.includes('json')) {
      const text = response.clone().text();
      // A body that breaks off has no members; what becomes of it is its reader's test.
      reading.push(
        text.then(
          (json) => addAll(membersIn(json)),
          () => undefined,
        ),
      );
    }
    return response;
  };

  return {
    seen,
    add,
    async expectNoneIn(...texts) {
      await Promise.all(reading);
      expect(seen.size).toBeGreaterThan(0);
      const leaks = [...seen].filter(([value]) =>
        texts.some((text) => text.includes(value) || text.includes(encodeURIComponent(value))),
      );
      expect(leaks.map(([, name]) => name)).toEqual([]);
    },
    stop() {
      globalThis.fetch = original;
    },
  };
}

/** Of an object alone: the entries of a text of 1 MiB would be a million characters. */
function membersIn(json: string): [string, unknown][] {
  try {
    const value: unknown = JSON.parse(json);
    return isMembers(value) ? Object.entries(value) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
