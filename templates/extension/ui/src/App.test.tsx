import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './App.tsx';
import { type FakeBackend, fakeBackend } from './fake-backend.ts';

const ada = { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };

function show(backend: FakeBackend) {
  render(<App ddClient={backend.ddClient} title="My extension" />);
  return userEvent.setup();
}

test('a button for each provider is shown to a person who is not signed in', async () => {
  show(fakeBackend());
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test('a provider that is not set up says what is missing and cannot be pressed', async () => {
  show(fakeBackend({ missing: 'Example has no client id: set EXAMPLE_CLIENT_ID.' }));
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Sign in with Example' });
  expect(button.disabled).toBe(true);
  expect(screen.getByText(/set EXAMPLE_CLIENT_ID/)).toBeTruthy();
});

test('signing in opens the browser, waits, and shows who signed in', async () => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  expect((await screen.findByRole('status')).textContent).toMatch(/in your browser/);
  expect(backend.opened).toEqual(['http://127.0.0.1:50000/login/attempt-1']);

  backend.finish(ada);
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});

test('signing out shows the buttons again', async () => {
  const user = show(fakeBackend({ signedIn: ada }));
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test('cancelling goes back to the buttons without a complaint', async () => {
  const user = show(fakeBackend());
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a refused sign-in says so and offers the buttons again', async () => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  await screen.findByRole('status');
  backend.fail({ code: 'access-denied', message: 'Example did not give access.', advice: 'Press again.' });
  expect((await screen.findByRole('alert')).textContent).toMatch(/did not give access/);
  expect(screen.getByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test('a backend that is down is said plainly, and asked again on demand', async () => {
  const backend = fakeBackend({ signedIn: ada });
  backend.down = true;
  const user = show(backend);
  expect((await screen.findByRole('alert')).textContent).toMatch(/does not answer/);
  backend.down = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});
