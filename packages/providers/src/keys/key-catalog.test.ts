import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalog } from '../catalog.ts';
import * as providers from '../index.ts';
import { keyCatalog, keyIdentifier } from './key-catalog.ts';

const rows = keyCatalog.map((method) => [method.provider, method] as const);
const presets = new Map(catalog.map((preset) => [preset.id, preset]));
/** The value of a parameter in a URL. A URL without it stays valid. */
const filled = (template: string) => template.replace(/\{(\w+)\}/g, 'x-$1');

describe('the key catalog', () => {
  test('has one method for each pair of files, with the name of the file as its provider', () => {
    const files = readdirSync(`${import.meta.dirname}/presets`);
    const expected = keyCatalog.flatMap(({ provider }) => [`${provider}.reference.ts`, `${provider}.ts`]);
    expect(expected.sort()).toEqual(files.sort());
  });

  test('has at least 20 methods, and those of providers without OAuth for other parties', () => {
    expect(keyCatalog.length).toBeGreaterThanOrEqual(20);
    const keyOnly = keyCatalog.filter(({ provider }) => !presets.has(provider));
    expect(keyOnly.map(({ provider }) => provider)).toEqual([
      'buildkite',
      'circleci',
      'docker-hub',
      'grafana',
      'jfrog',
      'localstack',
      'new-relic',
      'ngrok',
      'sonarqube-cloud',
      'tailscale',
    ]);
  });

  test('covers each kind of key', () => {
    expect([...new Set(keyCatalog.map(({ kind }) => kind))].sort()).toEqual([
      'api_key',
      'basic',
      'personal_access_token',
    ]);
  });
});

describe.each(rows)('the key method of %s', (provider, method) => {
  const { apiHosts, header, verification, console, format, parameters = [] } = method;

  test('is exported under the identifier derived from its provider', () => {
    const exported = new Map<string, unknown>(Object.entries(providers)).get(keyIdentifier(provider));
    expect(exported).toMatchObject({ provider });
  });

  test('has the name and parameters of the preset for OAuth, and sends the key to no other host', () => {
    const preset = presets.get(provider);
    if (!preset) return;
    expect([method.name, parameters]).toEqual([preset.name, preset.parameters ?? []]);
    expect([...preset.apiHosts, ...hostsOf(preset)]).toEqual(expect.arrayContaining([...apiHosts]));
  });

  test('sends the key to https hosts of its list, in a header with a lowercase name', () => {
    expect(header.name).toMatch(/^[a-z][a-z-]*$/);
    expect(new URL(filled(console)).protocol).toBe('https:');
    if (!verification) return;
    const { host, protocol, search } = new URL(filled(verification.url));
    expect([protocol, search]).toEqual(['https:', expect.not.stringMatching(/key|token=|secret/)]);
    expect(apiHosts.map(filled)).toContain(host);
  });

  test('uses only parameters that it has', () => {
    const known = new Set(parameters.map(({ name }) => name));
    const used = [...JSON.stringify([console, apiHosts, verification?.url]).matchAll(/\{(\w+)\}/g)];
    expect(used.map(([, name]) => name).filter((name) => !known.has(name ?? ''))).toEqual([]);
  });

  test('has a format that contradicts none of its prefixes', () => {
    const { prefixes = [], length, others = {} } = format;
    for (const prefix of prefixes) {
      expect(Object.keys(others).filter((other) => prefix.startsWith(other))).toEqual([]);
      if (length) expect(prefix.length).toBeLessThan(length.max);
    }
    if (length) expect(length.min).toBeLessThanOrEqual(length.max);
  });

  test('compares refusals in lower case', () => {
    const texts = (verification?.refusals ?? []).map(({ text = '' }) => text);
    expect(texts).toEqual(texts.map((text) => text.toLowerCase()));
  });

  test('has evidence for each fact, from the vendor and from a second source', () => {
    const { evidence } = method;
    expect(evidence.length).toBeGreaterThanOrEqual(2);
    expect(new Set(evidence.map(({ source }) => source)).size).toBe(evidence.length);
    expect(evidence.map(({ grade }) => grade)).toContain('vendor');
    const facts = new Set(evidence.flatMap(({ facts }) => facts));
    const needed = [
      'console',
      ...(method.steps.length > 1 ? ['steps'] : []),
      'scopes',
      'header',
      'apiHosts',
      ...(format.prefixes || format.length ? ['format'] : []),
      ...(format.others ? ['format.others'] : []),
      ...(verification ? ['verification'] : []),
      ...(verification?.refusals ? ['verification.refusals'] : []),
    ];
    expect(needed.filter((fact) => !facts.has(fact))).toEqual([]);
    const members = new Set(Object.keys(method));
    expect([...facts].filter((fact) => !members.has(fact.split('.')[0] ?? ''))).toEqual([]);
  });

  test('has sentences for people', () => {
    const { steps, quirks, unknown } = method;
    expect(steps.length).toBeGreaterThan(0);
    for (const sentence of [...steps, ...quirks, ...unknown]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

/** The hosts of the endpoints, which an access token may be sent to. */
function hostsOf({ endpoints, issuer }: (typeof catalog)[number]): readonly string[] {
  const urls = [endpoints?.userInfo, endpoints?.token, issuer].filter((url) => url !== undefined);
  return urls.map((url) => url.replace(/^https:\/\//, '').replace(/\/.*$/, ''));
}
