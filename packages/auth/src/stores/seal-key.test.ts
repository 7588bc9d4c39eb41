import { expect, test } from '@jest/globals';
import { generateSealKey, sealKey } from './seal-key.ts';

test('a generated key has 32 bytes in base64url without padding, and is unique', () => {
  expect(generateSealKey()).toMatch(/^[\w-]{43}$/);
  expect(generateSealKey()).not.toBe(generateSealKey());
});

test('a key determines an ID and an encryption key, which differ from it and from each other', () => {
  const key = Buffer.alloc(32, 7).toString('base64url');
  const { id, encryption } = sealKey(key);
  expect(sealKey(key).id).toBe(id);
  expect(encryption.equals(sealKey(key).encryption)).toBe(true);
  expect(encryption.symmetricKeySize).toBe(32);
  const derived = encryption.export().toString('base64url');
  expect(new Set([key.slice(0, 20), derived.slice(0, 20), id.slice(0, 20)]).size).toBe(3);
});

// The derivation is part of the file format. Another result would make every existing file "another key".
test('the derivation does not change', () => {
  const { id, encryption } = sealKey(Buffer.alloc(32, 7).toString('base64url'));
  expect([id, encryption.export().toString('base64url')]).toEqual([
    '_f6SEwDxyEkGL7M2OKL_uQ',
    '7E_OKY8YNb9GLPLTscvoGVhEg9PdQJJ8pctyJDrNXVU',
  ]);
});

const key = Buffer.alloc(32, 255).toString('base64url');

test.each([
  ['nothing', ''],
  ['31 bytes', Buffer.alloc(31).toString('base64url')],
  ['33 bytes', Buffer.alloc(33).toString('base64url')],
  ['padding', `${key}=`],
  ['plain base64', Buffer.alloc(32, 255).toString('base64')],
  ['a space', `${key} `],
  ['a second spelling of the last bits', `${key.slice(0, -1)}9`],
  ['a number', 42 as unknown as string],
  ['no value', undefined as unknown as string],
])('a key with %s is rejected without being quoted', (_, text) => {
  let caught: unknown;
  try {
    sealKey(text);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({
    code: 'store-key-invalid',
    message: 'This is not a key for the sealed accounts.',
  });
  expect(caught).not.toHaveProperty('cause');
});
