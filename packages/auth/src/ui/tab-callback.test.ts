import { describe, expect, test } from '@jest/globals';
import { forgetTabCallback, takeTabCallback } from './tab-callback.ts';

const query = '?extensionId=acme%2Ftest&code=c&state=s';

/** A page with this query and history state, and the same page after a reload. */
function page(search: string, state: unknown = null) {
  const location = { search, pathname: '/ui/index.html', hash: '#/' };
  const history = {
    state,
    replaceState(next: unknown, _unused: string, url?: string) {
      // A browser keeps a structured clone.
      history.state = structuredClone(next);
      if (url !== undefined) location.search = new URL(url, 'http://page.example').search;
    },
  };
  return { location, history } as unknown as Pick<Window, 'location' | 'history'>;
}

describe('the response in the tab', () => {
  test('rule 25: leaves the URL and is available after a reload', () => {
    const tab = page(query);
    expect(takeTabCallback(tab)).toBe(query);
    expect(tab.location.search).toBe('');
    expect(takeTabCallback(tab)).toBe(query);
  });

  test('is removed when it is forgotten, and other state of the history entry is kept', () => {
    const tab = page(query, { scroll: 12 });
    takeTabCallback(tab);
    forgetTabCallback(tab.history);
    expect(tab.history.state).toEqual({ scroll: 12 });
    expect(takeTabCallback(tab)).toBeUndefined();
  });

  test('is replaced by the next one', () => {
    const tab = page(query);
    takeTabCallback(tab);
    tab.location.search = '?error=access_denied&state=t';
    expect(takeTabCallback(tab)).toBe('?error=access_denied&state=t');
    expect(takeTabCallback(tab)).toBe('?error=access_denied&state=t');
  });

  test.each([[null], ['a string'], [{ 'ddext-oauth.callback': 1 }]])(
    'is not found in the unrelated state %j',
    (state) => {
      const tab = page('', state);
      expect(takeTabCallback(tab)).toBeUndefined();
      forgetTabCallback(tab.history);
      expect(tab.history.state).toBe(state);
    },
  );

  test('can be forgotten outside a page without an effect', () => {
    expect(() => forgetTabCallback()).not.toThrow();
  });
});
