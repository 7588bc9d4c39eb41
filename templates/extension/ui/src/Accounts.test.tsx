import { beforeEach, expect, test } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './App.tsx';
import { fakeBackend } from './fake-backend.ts';

const ada = { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };
const logo = 'data:image/svg+xml,%3Csvg%3E';

beforeEach(() => localStorage.clear());

function show(options: Parameters<typeof fakeBackend>[0]) {
  const backend = fakeBackend(options);
  render(<App ddClient={backend.ddClient} title="My extension" logos={new Map([['example', logo]])} />);
  return { backend, user: userEvent.setup() };
}

test('signing out shows the buttons again, and a notice that goes away once it is used', async () => {
  const { backend, user } = show({ signedIn: ada });
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Sign out there too' }));
  expect(backend.opened).toEqual(['https://id.example/end']);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('another account can be added, and the button shows the logo of its provider', async () => {
  const { backend, user } = show({ signedIn: ada });
  const add = await screen.findByRole('button', { name: 'Add account' });
  expect(screen.queryByRole('button', { name: 'Sign in with Example' })).toBeNull();
  await user.click(add);
  expect(add.getAttribute('aria-expanded')).toBe('true');
  const button = await screen.findByRole('button', { name: 'Sign in with Example' });
  expect(button.querySelector('img')?.src).toBe(logo);
  await user.click(button);
  expect(backend.requestedMethods).toEqual(['authorization_code']);
});

test('an account of a provider that this version does not have is shown as such, and can be removed', async () => {
  const { user } = show({ signedIn: ada, signedInAt: 'earlier' });
  const card = await screen.findByRole('group', { name: 'Signed in as Ada Lovelace' });
  expect(card.textContent).toContain('This version of the extension has no sign-in with earlier.');
  await user.click(within(card).getByRole('button', { name: 'Remove account' }));
  expect(await screen.findByRole('button', { name: 'Sign in with Example' })).toBeTruthy();
});

test.each([
  ['a long name', { name: 'x'.repeat(300) }, 'x'.repeat(300), 'X'],
  ['a right-to-left name', { name: 'عادة' }, 'عادة', 'ع'],
  ['a family emoji', { name: '👩‍👩‍👧 Ada' }, '👩‍👩‍👧 Ada', '👩‍👩‍👧'],
  ['a blank name', { name: ' \u200b\u202e ', email: 'ada@example.com' }, 'ada@example.com', 'A'],
] as const)('%s is shown in full in the title, in its own direction', async (_, profile, name, initial) => {
  show({ signedIn: { id: '1', ...profile } });
  const heading = await screen.findByRole('heading', { level: 2, name });
  expect([heading.title, heading.dir]).toEqual([name, 'auto']);
  expect(screen.getByText(initial)).toBeTruthy();
  // The address is not repeated below itself.
  expect(screen.getAllByText(name)).toHaveLength(1);
});

test('a picture that cannot be loaded gives way to the initial of the name', async () => {
  const picture = 'https://example.com/ada.png';
  const tried: string[] = [];
  // jsdom loads no images. This event reports the failure, as a browser would.
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
    show({ signedIn: { ...ada, avatarUrl: picture } });
    expect(await screen.findByText('A')).toBeTruthy();
    expect(tried).toEqual([picture]);
  } finally {
    globalThis.Image = Image;
  }
});
