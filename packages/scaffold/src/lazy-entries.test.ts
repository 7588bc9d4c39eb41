import { describe, expect, jest, test } from '@jest/globals';
import { lazyEntries } from './lazy-entries.ts';

const known = [
  { id: 'acme', name: 'Acme' },
  { id: 'other', name: 'Other' },
];
const rest = [{ scopes: ['read'] }, { aliases: ['another'] }];

describe('entries that are loaded when they are needed', () => {
  test('have the known members without loading the others', () => {
    const load = jest.fn(() => rest);
    expect(lazyEntries(known, load)).toHaveLength(2);
    expect(lazyEntries(known, load).map((entry) => Reflect.get(entry, 'name'))).toEqual(['Acme', 'Other']);
    expect(load).not.toHaveBeenCalled();
  });

  test('load all others at once, at the first access to one of them', () => {
    const load = jest.fn(() => rest);
    const [first, second] = lazyEntries(known, load);
    expect(Reflect.get(first ?? {}, 'scopes')).toEqual(['read']);
    expect(Reflect.get(second ?? {}, 'aliases')).toEqual(['another']);
    expect(Reflect.get(second ?? {}, 'issuer')).toBeUndefined();
    expect(load).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['a spread', (entry: object) => Object.keys({ ...entry })],
    ['its keys', (entry: object) => Object.keys(entry)],
    ['JSON', (entry: object) => Object.keys(JSON.parse(JSON.stringify(entry)))],
  ])('have all members in %s', (_name, keysOf) => {
    const [first] = lazyEntries(known, () => rest);
    expect(keysOf(first ?? {})).toEqual(['id', 'name', 'scopes']);
  });

  test('support the operator `in`', () => {
    const [first, second] = lazyEntries(known, () => rest);
    expect([first, second].map((entry) => 'scopes' in (entry ?? {}))).toEqual([true, false]);
  });
});
