import { beforeEach, describe, expect, test } from '@jest/globals';
import { type DashboardEvent, DashboardEvents } from '../events/dashboard-events.ts';
import { createDeliver } from './deliver-link.ts';

let events: DashboardEvents;
let seen: DashboardEvent[];
beforeEach(() => {
  events = new DashboardEvents();
  seen = [];
  events.subscribe((event) => seen.push(event));
});

const tab = 'docker-desktop://dashboard/extension-tab';

const noConnectionTest = { isWaitingForCallback: false, take: async (_search: string) => false };

function deliver(
  search: string,
  tabParameters: 'passed' | 'dropped' = 'passed',
  connectionTests = noConnectionTest,
): void {
  createDeliver({
    host: () => 'docker',
    extensionId: 'acme/hello',
    tabParameters,
    events,
    connectionTests,
    log: () => {},
  })(tab + search);
}

const opened = () => seen.flatMap((event) => (event.type === 'extension-tab' ? [event.search] : []));
const toasts = () => seen.flatMap((event) => (event.type === 'toast' ? [event.message] : []));

test.each([
  ['rancher', 'Rancher Desktop'],
  ['podman', 'Podman Desktop'],
] as const)(
  'a docker-desktop:// link does nothing in the host %s, and the dashboard reports that',
  (host, name) => {
    const delivery = { extensionId: 'acme/hello', tabParameters: 'passed', events, log: () => {} } as const;
    const toDeliver = createDeliver({ ...delivery, host: () => host, connectionTests: noConnectionTest });
    for (const link of [`${tab}?extensionId=acme/hello`, 'docker-desktop://dashboard/open']) toDeliver(link);
    expect(opened()).toEqual([]);
    expect(toasts()).toEqual([1, 2].map(() => `${name} takes no docker-desktop:// link.`));
  },
);

describe('a link to the extension’s tab', () => {
  test.each([
    '?extensionId=acme/hello&code=c&state=s',
    '?extensionId=acme%2Fhello&code=c&state=s',
    '?extensionId=acme%2fhello&code=a%2Bb+c%20d~%7e&iss=http%3A%2F%2F127.0.0.1&iss=&empty',
    '?code=c&extensionId=acme/hello',
  ])('opens it with the query unchanged: %s', (search) => {
    deliver(search);
    expect(opened()).toEqual([search]);
    expect(toasts()).toEqual([]);
  });

  test('opens it with all extension IDs if the first one is its own', () => {
    deliver('?extensionId=acme/hello&extensionId=evil/one&code=c');
    expect(opened()).toEqual(['?extensionId=acme/hello&extensionId=evil/one&code=c']);
  });

  test.each([
    '?extensionId=evil/one&code=c',
    '?extensionId=evil/one&extensionId=acme/hello&code=c',
    '?extensionId=acme%252Fhello&code=c',
    '?extensionId=Acme/Hello&code=c',
    '?extensionId=&code=c',
  ])('opens nothing if it is for another extension: %s', (search) => {
    deliver(search);
    expect(opened()).toEqual([]);
    expect(toasts()).toEqual([expect.stringContaining('but "acme/hello" is installed')]);
  });

  test('opens it without parameters in an older Docker Desktop', () => {
    deliver('?extensionId=acme/hello&code=c', 'dropped');
    expect(opened()).toEqual(['']);
    expect(seen).toContainEqual(
      expect.objectContaining({
        call: expect.objectContaining({ state: 'ok', result: 'the tab was opened without the parameters' }),
      }),
    );
  });

  describe('while a connection test waits for one', () => {
    const mine = '?extensionId=acme/hello&code=c&state=mine';
    const take = async (search: string) => {
      if (search.includes('broken')) throw new Error('The connection test has ended.');
      return search.includes('state=mine');
    };
    const settled = () => new Promise((resolve) => setImmediate(resolve));

    test('opens nothing if the state is that of the connection test', async () => {
      deliver(mine, 'passed', { isWaitingForCallback: true, take });
      await settled();
      expect(opened()).toEqual([]);
      expect(seen).toContainEqual(
        expect.objectContaining({
          call: expect.objectContaining({ result: 'taken by a connection test' }),
        }),
      );
    });

    test('opens it for any other callback', async () => {
      deliver('?extensionId=acme/hello&code=c&state=other', 'passed', { isWaitingForCallback: true, take });
      await settled();
      expect(opened()).toEqual(['?extensionId=acme/hello&code=c&state=other']);
    });

    test('shows a toast if the connection test has ended', async () => {
      deliver('?extensionId=acme/hello&code=c&state=broken', 'passed', { isWaitingForCallback: true, take });
      await settled();
      expect(toasts()).toEqual(['The connection test has ended.']);
    });
  });
});
