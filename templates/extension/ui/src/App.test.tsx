import { beforeEach, describe, expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './App.tsx';
import { type FakeBackend, fakeBackend } from './fake-backend.ts';

const ada = { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };

beforeEach(() => localStorage.clear());

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

test('a picture that cannot be loaded gives way to the initial of the name', async () => {
  const picture = 'https://example.com/ada.png';
  const tried: string[] = [];
  // jsdom loads no pictures. This one fails as a browser's does.
  class BrokenImage {
    onerror: (() => void) | undefined;
    set src(url: string) {
      tried.push(url);
      queueMicrotask(() => this.onerror?.());
    }
  }
  const { Image } = globalThis;
  globalThis.Image = BrokenImage as unknown as typeof Image;
  try {
    show(fakeBackend({ signedIn: { ...ada, avatarUrl: picture } }));
    expect(await screen.findByText('A')).toBeTruthy();
    expect(tried).toEqual([picture]);
  } finally {
    globalThis.Image = Image;
  }
});

test('signing out shows the buttons again, and offers to sign out at the provider too', async () => {
  const backend = fakeBackend({ signedIn: ada });
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Sign out there too' }));
  expect(backend.opened).toEqual(['https://id.example/end']);
});

test('signing in by code shows the code, where to enter it, a QR code and a warning, and then who signed in', async () => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Use a code on another device' }));
  expect((await screen.findByLabelText('Code')).textContent).toBe('ABCD-EFGH');
  expect(screen.getByTitle('QR code of https://id.example/device')).toBeTruthy();
  expect(screen.getByText(/wants your account/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'https://id.example/device' }));
  expect(backend.opened).toEqual(['https://id.example/device?user_code=ABCD-EFGH']);

  backend.finish(ada);
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});

describe('a page that was started afresh while somebody signs in, and got no answer', () => {
  const kept = { attempt: 'attempt-1', provider: 'example', way: 'authorization_code' };
  beforeEach(() => localStorage.setItem('ddext-oauth.attempt', JSON.stringify(kept)));

  test('says what may have happened, and offers the other ways', async () => {
    const backend = fakeBackend({ ways: ['authorization_code', 'bridge', 'device_code'] });
    const user = show(backend);
    expect((await screen.findByText(/did not hand the answer on/)).textContent).toMatch(/another way/);
    await user.click(screen.getByRole('button', { name: "Come back over Docker's page" }));
    expect((await screen.findByRole('status')).textContent).toMatch(/in your browser/);
    expect(backend.begun).toEqual(['bridge']);
  });

  test('says what to do where there is no other way', async () => {
    show(fakeBackend({ ways: ['authorization_code'] }));
    expect((await screen.findByText(/did not hand the answer on/)).textContent).toMatch(
      /update Docker Desktop/,
    );
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Cancel']);
  });
});

test('the button does what worked last time, and the others are beside it', async () => {
  const backend = fakeBackend();
  localStorage.setItem('ddext-oauth.way.example', 'device_code');
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  expect((await screen.findByLabelText('Code')).textContent).toBe('ABCD-EFGH');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Use the browser' })).toBeTruthy();
});

test.each([
  ['access-denied', 'Example did not give access.'],
  ['attempt-expired', 'This sign-in was open for too long.'],
  ['provider-unreachable', 'Example does not answer.'],
  ['exchange-failed', 'Example did not accept the sign-in.'],
] as const)('a sign-in that ends with %s says so and offers the buttons again', async (code, message) => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  await screen.findByRole('status');
  backend.fail({ code, message, advice: 'Press again.' });
  expect((await screen.findByRole('alert')).textContent).toBe(`${message}Press again.`);
  expect(screen.getByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test('accounts that are locked with another key are said to be, and asked for again on demand', async () => {
  const backend = fakeBackend({ signedIn: ada });
  backend.refusal = {
    code: 'store-key-invalid',
    message: 'The accounts are sealed with another key.',
    advice: 'Reload.',
  };
  const user = show(backend);
  expect((await screen.findByRole('alert')).textContent).toMatch(/sealed with another key/);
  backend.refusal = undefined;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});

test('accounts that were set aside are mentioned beside the buttons', async () => {
  show(
    fakeBackend({
      notice: 'The file with the accounts is incomplete; it was kept as accounts.sealed.truncated.1.',
    }),
  );
  expect((await screen.findByRole('alert')).textContent).toMatch(/kept as accounts\.sealed\.truncated\.1/);
  expect(screen.getByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test('cancelling goes back to the buttons without a complaint', async () => {
  const user = show(fakeBackend());
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
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
