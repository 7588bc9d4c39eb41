import { beforeEach, expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './App.tsx';
import { Example } from './Example.tsx';
import { fakeBackend } from './fake-backend.ts';

const ada = { id: 'ada', name: 'Ada Lovelace' };

/** With a backend, the page calls its route. Without one, it sends the request to the provider. */
const routesFor = (claims: object) => ({
  '/example': () => claims,
  '/auth/fetch': () => ({ status: 200, headers: {}, body: btoa(JSON.stringify(claims)) }),
});

beforeEach(() => localStorage.clear());

test('the example shows the user info of the account', async () => {
  const backend = fakeBackend({ signedIn: ada, routes: routesFor({ sub: 'ada', email_verified: true }) });
  render(
    <App ddClient={backend.ddClient} title="My extension">
      <Example />
    </App>,
  );
  const button = await screen.findByRole('button', { name: 'Load user info from Example' });
  await userEvent.setup().click(button);
  expect((await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual([
    'adasub',
    'trueemail_verified',
  ]);
});

test('the example says why the user info could not be loaded', async () => {
  const backend = fakeBackend({ signedIn: ada, routes: routesFor({}) });
  render(
    <App ddClient={backend.ddClient} title="My extension">
      <Example />
    </App>,
  );
  const button = await screen.findByRole('button', { name: 'Load user info from Example' });
  backend.refusal = { code: 'provider-unreachable', message: 'Could not reach Example.', advice: '' };
  await userEvent.setup().click(button);
  expect((await screen.findByRole('alert')).textContent).toBe('Could not reach Example.');
});

test('the example is not shown to a user who is not signed in', async () => {
  render(
    <App ddClient={fakeBackend().ddClient} title="My extension">
      <Example />
    </App>,
  );
  await screen.findByRole('button', { name: 'Sign in with Example' });
  expect(screen.queryByRole('button', { name: 'Load user info from Example' })).toBeNull();
});
