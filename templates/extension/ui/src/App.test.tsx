import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { render, screen, waitFor } from '@testing-library/react';
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

describe('a provider that is not set up', () => {
  const missing = 'Example has no client id: set EXAMPLE_CLIENT_ID.';

  test('cannot be pressed, and the page names no setting to the user', async () => {
    show(fakeBackend({ missing }));
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Sign in with Example' });
    expect(button.disabled).toBe(true);
    expect(screen.getByText('This sign-in is not set up yet.')).toBeTruthy();
    expect(document.body.innerHTML).not.toContain('EXAMPLE_CLIENT_ID');
  });

  test('names the setting to the developer during development', async () => {
    render(<App ddClient={fakeBackend({ missing }).ddClient} title="My extension" isDevelopment />);
    expect(await screen.findByText(missing)).toBeTruthy();
  });
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

test('signing in by code shows the code, where to enter it, a QR code and a warning, and then who signed in', async () => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Use a code on another device' }));
  expect((await screen.findByLabelText('Code')).textContent).toBe('ABCD-EFGH');
  expect(screen.getByTitle('QR code of https://id.example/device')).toBeTruthy();
  expect(screen.getByText(/Never enter a code someone sent you/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'https://id.example/device' }));
  expect(backend.opened).toEqual(['https://id.example/device?user_code=ABCD-EFGH']);
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(await screen.findByRole('button', { name: 'Code copied' })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe('ABCD-EFGH');

  backend.finish(ada);
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});

describe('in a host that cannot return to the tab', () => {
  const podman = { image: '', returnsToTab: true } as const;

  test('the button starts a device code, and the page says why', async () => {
    const backend = fakeBackend({ ...podman, signInMethods: ['authorization_code', 'device_code'] });
    const user = show(backend);
    await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
    expect((await screen.findByLabelText('Code')).textContent).toBe('ABCD-EFGH');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Podman Desktop cannot return .* sign in with a code/)).toBeTruthy();
    expect(backend.opened).toEqual([]);
  });

  test('the button is disabled without a device code, and the page says what to do', async () => {
    show(fakeBackend({ ...podman, signInMethods: ['authorization_code'] }));
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Sign in with Example' });
    expect(button.disabled).toBe(true);
    expect(screen.getByText(/Podman Desktop cannot return .* in Docker Desktop\./)).toBeTruthy();
    expect(screen.queryByText(/Your browser opens/)).toBeNull();
  });
});

describe('while the browser is open', () => {
  const begin = async (backend = fakeBackend()) => {
    const user = show(backend);
    await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
    await screen.findByRole('button', { name: 'Copy link' });
    return { backend, user };
  };
  const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

  test('the page offers to open it again, to copy the link, and to cancel, and blames nothing', async () => {
    await begin();
    expect(buttons()).toEqual(['Open the browser again', 'Copy link', 'Cancel']);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.body.textContent).not.toContain('Docker Desktop');
  });

  test('the browser is opened again with a link that no browser has opened', async () => {
    const { backend, user } = await begin();
    await user.click(screen.getByRole('button', { name: 'Open the browser again' }));
    await waitFor(() => expect(backend.opened.at(-1)).toBe('http://127.0.0.1:50000/login/link-2'));
    expect(screen.getByRole('status').textContent).toMatch(/in your browser/);
  });

  test('the link is copied to the clipboard', async () => {
    const { user } = await begin();
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await screen.findByRole('button', { name: 'Link copied' })).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe('http://127.0.0.1:50000/login/link-2');
  });

  test('the link is shown where the page may not write to the clipboard', async () => {
    const { user } = await begin();
    jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('NotAllowedError'));
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    const field = await screen.findByLabelText<HTMLInputElement>('Link');
    expect(field.value).toBe('http://127.0.0.1:50000/login/link-2');
  });

  test('a browser that was not the first to open the link is reported at once, with a button to start again', async () => {
    const { backend, user } = await begin();
    backend.fail({
      code: 'browser-mismatch',
      message: 'This sign-in was started in another browser.',
      advice: 'Press "Sign in" again.',
    });
    expect((await screen.findByRole('alert')).textContent).toMatch(/another browser/);
    await user.click(screen.getByRole('button', { name: 'Sign in with Example' }));
    expect(backend.requestedMethods).toHaveLength(2);
  });
});

describe('a page that was reloaded during a sign-in, and got no response', () => {
  const kept = { attempt: 'attempt-1', provider: 'example', signInMethod: 'authorization_code' };
  const keep = (attempt: object) => localStorage.setItem('ddext-oauth.attempt', JSON.stringify(attempt));
  beforeEach(() => keep(kept));
  const title = 'Finished in the browser, but still waiting here?';

  test('offers what it offered before, and the other sign-in methods: the code first', async () => {
    const backend = fakeBackend({ signInMethods: ['authorization_code', 'bridge', 'device_code'] });
    const user = show(backend);
    await screen.findByText(title);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Open the browser again',
      'Copy link',
      'Cancel',
      'Use a code',
      'Return through docker.com',
    ]);
    expect(document.body.textContent).not.toContain('Docker Desktop');
    await user.click(screen.getByRole('button', { name: 'Return through docker.com' }));
    expect((await screen.findByRole('status')).textContent).toMatch(/in your browser/);
    expect(backend.requestedMethods).toEqual(['bridge']);
  });

  test('says what to do where there is no other way', async () => {
    show(fakeBackend({ signInMethods: ['authorization_code'] }));
    const alert = (await screen.findByText(title)).closest('[role=alert]');
    expect(alert?.textContent).toMatch(/Open the browser again, or cancel and sign in again\.$/);
  });

  test.each([
    [['authorization_code', 'device_code'], 'device_code'],
    [['authorization_code', 'bridge'], 'bridge'],
    [['authorization_code'], undefined],
  ] as const)(
    'of the sign-in methods %j the button then does one that can help, where the tab got no response',
    async (signInMethods, first) => {
      keep({ ...kept, tab: true });
      const backend = fakeBackend({ signInMethods });
      const user = show(backend);
      await user.click(await screen.findByRole('button', { name: 'Cancel' }));
      await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
      await waitFor(() => expect(backend.requestedMethods).toEqual([first ?? 'authorization_code']));
    },
  );
});

test('the button does what worked last time, and the others are beside it', async () => {
  const backend = fakeBackend();
  localStorage.setItem('ddext-oauth.method.example', 'device_code');
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  expect((await screen.findByLabelText('Code')).textContent).toBe('ABCD-EFGH');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('button', { name: 'Use the browser' })).toBeTruthy();
});

test.each([
  ['access-denied', 'You declined access at Example.'],
  ['attempt-expired', 'This sign-in was open for too long.'],
  ['provider-unreachable', 'Could not reach Example.'],
  ['token-invalid', 'The response of Example failed a check.'],
] as const)('a sign-in that ends with %s says so and offers the buttons again', async (code, message) => {
  const backend = fakeBackend();
  const user = show(backend);
  await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
  await screen.findByRole('status');
  backend.fail({ code, message, advice: 'Press again.' });
  expect((await screen.findByRole('alert')).textContent).toBe(`${message}Press again.`);
  expect(screen.getByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test.each(['exchange-failed', 'provider-misconfigured', 'setting-unreadable', 'refresh-failed'] as const)(
  'a sign-in that ends with %s names no setting to the user',
  async (code) => {
    const backend = fakeBackend();
    const user = show(backend);
    await user.click(await screen.findByRole('button', { name: 'Sign in with Example' }));
    await screen.findByRole('status');
    backend.fail({
      code,
      message: 'invalid_client. Check EXAMPLE_CLIENT_ID.',
      advice: 'Set EXAMPLE_CLIENT_ID.',
    });
    expect((await screen.findByRole('alert')).textContent).not.toContain('EXAMPLE');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  },
);

test('accounts that are locked with another key are reported, and requested again on demand', async () => {
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

test('a backend that belongs to another page is reported, with what to do', async () => {
  const backend = fakeBackend();
  backend.refusal = {
    code: 'backend-owned',
    message: 'This backend belongs to another page.',
    advice: 'To reset the backend, delete owner.json.',
  };
  show(backend);
  const { textContent } = await screen.findByRole('alert');
  expect(textContent).toMatch(/This backend belongs to another page\..*owner\.json/);
  expect(screen.queryByRole('button', { name: 'Sign in with Example' })).toBeNull();
});

test('accounts that were quarantined are mentioned beside the buttons', async () => {
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

test('a backend that is down is reported, and called again on demand', async () => {
  const backend = fakeBackend({ signedIn: ada });
  backend.down = true;
  const user = show(backend);
  expect((await screen.findByRole('alert')).textContent).toMatch(/Could not reach/);
  backend.down = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeTruthy();
});
