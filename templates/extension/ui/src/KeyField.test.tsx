import type { KeyEntry } from '@ddext-oauth/auth/ui';
import { beforeEach, expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from './App.tsx';
import { fakeBackend } from './fake-backend.ts';

const key: KeyEntry = {
  kind: 'personal_access_token',
  noun: 'access token',
  name: 'Example',
  console: 'https://id.example/keys',
  scopes: ['read'],
  format: { prefixes: ['pat_'] },
};

beforeEach(() => localStorage.clear());

async function open() {
  const backend = fakeBackend({ key });
  render(<App ddClient={backend.ddClient} title="My extension" />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /Use a key/ }));
  return { backend, user, field: screen.getByLabelText<HTMLInputElement>(/^Access token/) };
}

test('a key is hidden, checked before it is sent, and emptied when it was sent', async () => {
  const { backend, user, field } = await open();
  expect([field.type, field.autocomplete]).toEqual(['password', 'off']);
  await user.click(screen.getByRole('button', { name: 'Create a key' }));
  expect(backend.opened).toEqual(['https://id.example/keys']);
  await user.type(field, 'ghp_of_another{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('does not begin with pat_');
  expect(backend.addedKeys).toEqual([]);
  await user.type(field, 'pat_2{Enter}');
  await screen.findByText(/Refused\./);
  expect(field.value).toBe('');
  expect(backend.addedKeys).toEqual(['pat_2']);
});

test('an account with a key is tested, and its key replaced', async () => {
  const { backend, user, field } = await open();
  await user.type(field, 'pat_1{Enter}');
  const card = await screen.findByRole('group', { name: 'Signed in as Ada' });
  expect(card.textContent).toContain('Access token of Example');
  expect(document.body.innerHTML).not.toContain('pat_1');
  await user.click(screen.getByRole('button', { name: 'Test connection' }));
  expect(await screen.findByText('The provider accepts this account.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Replace key' }));
  await user.type(screen.getByLabelText(/^Access token/), 'pat_1{Enter}');
  expect(await screen.findByRole('button', { name: 'Remove account' })).toBeTruthy();
  expect(backend.addedKeys).toEqual(['pat_1', 'pat_1']);
});
