/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import type { DdClient } from '../dd-client.ts';
import { takeTabCallback } from '../tab-callback.ts';
import { AuthProvider, useAuth } from './auth-context.tsx';

const ada = {
  id: 'test:ada',
  provider: { id: 'test', name: 'Test' },
  profile: { id: 'ada', name: 'Ada' },
  scopes: [],
  signedInAt: 0,
};

function backend() {
  const calls: string[] = [];
  let accounts: unknown[] = [];
  let finish: (outcome: unknown) => void = () => {};
  const routes: Record<string, () => unknown> = {
    '/auth/unlock': () => ({ used: 0, callerToken: 'of-this-run' }),
    '/auth/session': () => ({
      providers: [{ id: 'test', name: 'Test', signInMethods: ['authorization_code'] }],
      accounts,
    }),
    '/auth/sign-in': () => ({ attempt: 'a', url: 'http://127.0.0.1:50000/login/a' }),
    '/auth/tab-callback': () => {
      accounts = [ada];
      return ada;
    },
    '/auth/attempts/a': () => new Promise((resolve) => (finish = resolve)),
  };
  const respond = async (url: string) => {
    calls.push(url);
    return { ok: true, value: await routes[url]?.() };
  };
  const ddClient: DdClient = {
    extension: { vm: { service: { post: respond } } },
    host: { openExternal: () => {} },
  };
  return {
    ddClient,
    calls,
    signInElsewhere: () => (accounts = [ada]),
    finish() {
      accounts = [ada];
      finish({ status: 'signed-in', value: ada });
    },
  };
}

function Probe() {
  const { status, accounts, signIn } = useAuth();
  return (
    <button type="button" onClick={() => void signIn('test')}>
      {status} {accounts.map(({ profile }) => profile.name).join()}
    </button>
  );
}

function show(ddClient: DdClient, tabCallback?: string) {
  return render(
    <StrictMode>
      <AuthProvider ddClient={ddClient} tabCallback={tabCallback}>
        <Probe />
      </AuthProvider>
    </StrictMode>,
  );
}

test('a user signs in once, in StrictMode and with a second click', async () => {
  const { ddClient, calls, finish } = backend();
  show(ddClient);
  const button = await screen.findByText(/signed-out/);
  fireEvent.click(button);
  fireEvent.click(button);
  await screen.findByText(/waiting/);
  finish();
  expect((await screen.findByText(/signed-in/)).textContent).toBe('signed-in Ada');
  expect(calls.filter((url) => url === '/auth/sign-in')).toHaveLength(1);
});

test('a response in the tab is sent to the backend once, in StrictMode', async () => {
  const { ddClient, calls } = backend();
  show(ddClient, '?extensionId=acme%2Ftest&code=c&state=s');
  expect((await screen.findByText(/signed-in/)).textContent).toBe('signed-in Ada');
  expect(calls.filter((url) => url === '/auth/tab-callback')).toHaveLength(1);
});

test('a sign-in continues when the provider is mounted again, as by a hot update', async () => {
  const { ddClient, calls, finish } = backend();
  const { unmount } = show(ddClient);
  fireEvent.click(await screen.findByText(/signed-out/));
  await screen.findByText(/waiting/);
  unmount();
  show(ddClient);
  await screen.findByText(/waiting/);
  finish();
  expect((await screen.findByText(/signed-in/)).textContent).toBe('signed-in Ada');
  expect(calls.filter((url) => url === '/auth/attempts/a')).toHaveLength(1);
});

test('a response is sent once when the provider is mounted again, and then deleted', async () => {
  const query = '?extensionId=acme%2Ftest&code=c&state=s';
  history.replaceState(null, '', `/${query}`);
  const { ddClient, calls } = backend();
  const { unmount } = show(ddClient, takeTabCallback(window));
  unmount();
  show(ddClient, takeTabCallback(window));
  expect((await screen.findByText(/signed-in/)).textContent).toBe('signed-in Ada');
  expect(calls.filter((url) => url === '/auth/tab-callback')).toHaveLength(1);
  expect(takeTabCallback(window)).toBeUndefined();
});

test('the session is loaded again when the window gets the focus', async () => {
  const { ddClient, signInElsewhere } = backend();
  show(ddClient);
  await screen.findByText(/signed-out/);
  signInElsewhere();
  fireEvent.focus(window);
  expect((await screen.findByText(/signed-in/)).textContent).toBe('signed-in Ada');
});

test('useAuth outside an AuthProvider throws an error that names the missing element', () => {
  expect(() => render(<Probe />)).toThrow('useAuth needs an <AuthProvider> above it.');
});
