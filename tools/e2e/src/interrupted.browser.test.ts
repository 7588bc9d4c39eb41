import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Frame } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { type Dev, startDev } from './support/dev.ts';
import { type Holding, hold } from './support/held-request.ts';
import { whileSaved } from './support/hot-update.ts';
import { Person } from './support/person.ts';
import { createWithPackages } from './support/workspace.ts';

const signIn = 'Sign in with OpenID Connect';
const name = 'Ada Lovelace';

/** A kind of extension, and the request in which its page sends the response, if its page does that. */
interface Kind {
  readonly workspace: () => Promise<string>;
  readonly exchange?: Holding;
}

const tab = ['--strategy', 'extension-tab'];
const kinds: Record<string, Kind> = {
  'without a backend': {
    workspace: () =>
      createWithPackages('interrupted-page', ...tab, '--exchange', 'ui', '--image', 'acme/interrupted-page'),
    exchange: {
      matches: (request) => request.method() === 'POST' && new URL(request.url()).pathname === '/token',
      isReceived: false,
    },
  },
  'with a backend and the tab': {
    workspace: () => createWithPackages('interrupted-tab', ...tab, '--image', 'acme/interrupted-tab'),
    exchange: {
      matches: (request) => request.postData()?.includes('/auth/tab-callback') === true,
      isReceived: true,
    },
  },
  'with a backend and a callback': {
    workspace: () => createWithPackages('interrupted-callback', '--image', 'acme/interrupted-callback'),
  },
};

let browser: Browser;
beforeAll(async () => {
  if (!noChromium) browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Adds a hook to App, with which React mounts it again instead of keeping its state. */
const mountedAgain = (text: string) =>
  `import { useState } from 'react';\n${text.replace(/(export function App\(.*\{)\n/, '$1\n  useState(0);\n')}`;

describe.each(Object.entries(kinds))(
  `a sign-in in pnpm dev, in an extension %s, ${noChromium ?? ''}`,
  (_kind, { workspace, exchange }) => {
    const inChromium = noChromium ? test.skip : test;
    let dev: Dev | undefined;
    let source: string;
    let person: Person;

    beforeAll(async () => {
      if (noChromium) return;
      const folder = await workspace();
      source = join(folder, 'ui/src/App.tsx');
      dev = await startDev('pnpm', ['dev'], folder);
    });
    afterEach(() => person?.close());
    afterAll(() => dev?.interrupt());

    const button = (text: string) => person.extension.getByRole('button', { name: text });
    const signedOut = () => button(signIn).waitFor();
    const waiting = () => person.extension.getByText('Finish signing in with').waitFor();
    const signedIn = () => person.extension.getByRole('heading', { name }).waitFor();
    const alerts = () => person.extension.getByRole('alert').allTextContents();
    const signOut = async () => {
      await button('Sign out').click();
      await signedOut();
    };
    const update = (shown: () => Promise<void>) => whileSaved(person.dashboard, source, mountedAgain, shown);
    const reload = async () => {
      const { dashboard } = person;
      const frame = dashboard.frames().find((one) => one.parentFrame() === dashboard.mainFrame()) as Frame;
      const loaded = dashboard.waitForEvent('console', (message) =>
        message.text().includes('[vite] connected'),
      );
      await frame.evaluate(() => location.reload());
      await loaded;
    };
    const leaveAndComeBack = async () => {
      const { dashboard } = person;
      await dashboard.getByRole('button', { name: 'Containers' }).click();
      const extensions = dashboard.getByRole('navigation').getByRole('listitem');
      await extensions
        .filter({ has: dashboard.locator('img') })
        .getByRole('button')
        .click();
    };

    /** Presses "Sign in" in a new browser. @returns a function that gives consent in the tab that it opened */
    async function begin(): Promise<() => Promise<void>> {
      person = await Person.at(browser, dev?.dashboardUrl ?? '', 'interrupted');
      const opened = await person.press(signIn);
      await waiting();
      return async () => {
        await opened.getByRole('button', { name }).click();
        await opened.getByRole('button', { name: 'Allow' }).click();
      };
    }

    /** Gives consent, and interrupts the page during its exchange. @returns a function that lets the exchange continue */
    async function during(agree: () => Promise<void>, interrupt: () => Promise<void>): Promise<() => void> {
      if (!exchange) {
        await agree();
        return () => {};
      }
      const { reached, release } = await hold(person.dashboard, exchange);
      await agree();
      await reached;
      await interrupt();
      return release;
    }

    inChromium('ends signed in after hot updates at each step', async () => {
      const agree = await begin();
      await update(waiting);
      await waiting();
      const release = await during(agree, () => update(waiting));
      release();
      await signedIn();
      await update(signedIn);
      expect(await alerts()).toEqual([]);
      await signOut();
      await update(signedOut);
      await signedOut();
    });

    inChromium(
      'ends signed in after a reload while the browser is away, and another during the exchange',
      async () => {
        const agree = await begin();
        await reload();
        await waiting();
        await during(agree, reload);
        await signedIn();
        expect(await alerts()).toEqual([]);
        await signOut();
      },
    );

    // In the other kinds, the backend receives the response independently of the page.
    if (!exchange) return;

    inChromium('ends signed in after the page is left during the exchange', async () => {
      await during(await begin(), leaveAndComeBack);
      await signedIn();
      expect(await alerts()).toEqual([]);
      await signOut();
    });

    inChromium('ends signed in after a reload before the page sent the response', async () => {
      const agree = await begin();
      await person.dashboard.addInitScript(() => {
        const { replaceState } = history;
        history.replaceState = (...state) => {
          replaceState.apply(history, state);
          if (sessionStorage.getItem('reloaded')) return;
          sessionStorage.setItem('reloaded', 'true');
          location.reload();
        };
      });
      await agree();
      await signedIn();
      expect(await alerts()).toEqual([]);
      await signOut();
    });
  },
);
