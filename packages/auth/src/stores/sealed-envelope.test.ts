import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { generateSealKey, sealKey } from './seal-key.ts';
import { openEnvelope, sealPayload } from './sealed-envelope.ts';
import { accountOf } from './testing/account.ts';

const key = sealKey(generateSealKey());
const payload = { accounts: [accountOf('ada')], later: { added: true } };
const bytes = sealPayload(payload, key);
const reasonOf = (changed: Buffer, opener = key) => {
  const opened = openEnvelope(changed, opener);
  return 'unreadable' in opened ? opened.unreadable : 'opened';
};
const edited = (change: (envelope: Record<string, unknown>) => unknown, of = bytes) =>
  Buffer.from(`${JSON.stringify(change(JSON.parse(of.toString())))}\n`);

describe('a sealed envelope', () => {
  test('decrypts to the sealed content with its key', () => {
    expect(openEnvelope(bytes, key)).toEqual({ payload });
  });

  test('names its format, version and key ID in plain JSON', () => {
    const { format, version, keyId, nonce } = JSON.parse(bytes.toString());
    expect([format, version, keyId]).toEqual(['ddext-oauth/sealed-accounts', 1, key.id]);
    expect(Buffer.from(nonce, 'base64url')).toHaveLength(12);
  });

  test('has a new nonce each time', () => {
    const nonces = Array.from(
      { length: 1_000 },
      () => JSON.parse(sealPayload(payload, key).toString()).nonce,
    );
    expect(new Set(nonces).size).toBe(1_000);
  });

  test('is reported as truncated if it ends at any byte', () => {
    const reasons = Array.from({ length: bytes.length }, (_, length) => reasonOf(bytes.subarray(0, length)));
    expect(new Set(reasons)).toEqual(new Set(['truncated']));
  });

  test('does not decrypt if any single bit is flipped', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect([bit, reasonOf(flipped)]).not.toEqual([bit, 'opened']);
    }
  });

  test('with another key is distinguished from one with a changed key ID', () => {
    const other = sealKey(generateSealKey());
    expect(reasonOf(bytes, other)).toBe('another-key');
    expect(reasonOf(edited((envelope) => ({ ...envelope, keyId: other.id })))).toBe('tampered');
    expect(
      reasonOf(
        edited((envelope) => ({ ...envelope, keyId: other.id })),
        other,
      ),
    ).toBe('tampered');
  });

  test('of a newer version is recognized for any other content', () => {
    expect(reasonOf(edited((envelope) => ({ ...envelope, version: 2 })))).toBe('newer-version');
    const stranger = { format: 'ddext-oauth/sealed-accounts', version: 7, keys: [] };
    expect(reasonOf(Buffer.from(JSON.stringify(stranger)))).toBe('newer-version');
  });

  test.each([
    ['additional members', edited((envelope) => ({ ...envelope, more: 1 }))],
    ['members in another order', edited(({ format, ...rest }) => ({ ...rest, format }))],
    ['spaces', Buffer.from(bytes.toString().replace(',', ', '))],
    ['data after the end', Buffer.concat([bytes, Buffer.from('}\n')])],
    ['no nonce', edited((envelope) => ({ ...envelope, nonce: '' }))],
    ['no ciphertext', edited((envelope) => ({ ...envelope, sealed: '' }))],
    ['version 0', edited((envelope) => ({ ...envelope, version: 0 }))],
    ['another format', edited((envelope) => ({ ...envelope, format: 'other' }))],
    ['null instead of an object', Buffer.from('null\n')],
    ['the ciphertext of another file', edited((envelope) => ({ ...envelope, sealed: sealedOf(payload) }))],
  ])('with %s is reported as tampered', (_, changed) => {
    expect(reasonOf(changed)).toBe('tampered');
  });

  test('with the right key and content other than accounts is reported as tampered', () => {
    expect(reasonOf(sealPayload({ accounts: 'none' } as never, key))).toBe('tampered');
    expect(reasonOf(sealPayload(null as never, key))).toBe('tampered');
  });

  test('authenticates its header, so that the same ciphertext does not decrypt without it', () => {
    const nonce = Buffer.alloc(12, 1);
    const cipher = createCipheriv('aes-256-gcm', key.encryption, nonce);
    const sealed = Buffer.concat([
      cipher.update(JSON.stringify(payload)),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    const unauthenticated = edited((envelope) => ({
      ...envelope,
      nonce: nonce.toString('base64url'),
      sealed: sealed.toString('base64url'),
    }));
    expect(reasonOf(unauthenticated)).toBe('tampered');
  });
});

function sealedOf(content: typeof payload): string {
  return JSON.parse(sealPayload(content, key).toString()).sealed;
}
