import { describe, expect, test } from '@jest/globals';
import { catalog } from './catalog.ts';
import { keyCatalog } from './keys/key-catalog.ts';
import type { Evidence } from './reference.ts';
import { secondSources, standards, vendors } from './testing/reviewed-sources.ts';

const entries = [
  ...catalog.map(({ id, evidence }) => [id, 'OAuth', evidence] as const),
  ...keyCatalog.map(({ provider, evidence }) => [provider, 'keys', evidence] as const),
];

/** A URL, a file of a repository, of an npm package, or of the documentation of this repository. */
const forms = [
  /^https:\/\/(?<host>[\w.-]+)\/\S*$/,
  /^(?<owner>[\w.-]+)\/[\w.-]+(?:@[0-9a-f]{7})? \S+$/,
  /^npm (?<owner>(?:@[\w.-]+\/)?[\w.-]+)@\d+\.\d+\.\d+ \S+$/,
  /^docs\/[\w/-]+\.md$/,
];

/** The form of a source, and whose it is: a host, or an owner on GitHub or npm. */
function partsOf(source: string) {
  const groups = forms.map((form) => form.exec(source)).find((match) => match !== null)?.groups ?? {};
  const { host, owner } = groups;
  return host === 'github.com' ? { owner: source.split('/')[3] } : { host, owner };
}

describe.each(entries)('the evidence of %s (%s)', (id, _kind, evidence: readonly Evidence[]) => {
  const sources = evidence.map(({ source }) => source);

  test('cites sources that can be opened, each once', () => {
    expect(sources.filter((source) => !forms.some((form) => form.test(source)))).toEqual([]);
    expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
  });

  test('cites as the vendor only its own hosts and repositories, and specifications', () => {
    const own = new Set([...(vendors[id] ?? []), ...standards]);
    const cited = evidence.filter(({ grade }) => grade === 'vendor').map(({ source }) => source);
    expect(
      cited.filter((source) => {
        const { host, owner } = partsOf(source);
        return !own.has(host ?? owner ?? '');
      }),
    ).toEqual([]);
  });

  test('cites otherwise repositories, packages and reviewed documentation only', () => {
    const others = evidence
      .filter(({ grade }) => grade !== 'vendor')
      .map(({ source }) => partsOf(source).host);
    expect(others.filter((host) => host !== undefined && !secondSources.includes(host))).toEqual([]);
  });
});

/** The verdicts that the compatibility rules read, and those that each response shows, which anyone can report. */
const verdicts = {
  deciding: [
    'publicClient.authorizationCode',
    'publicClient.deviceCode',
    'deviceCode',
    'clientCredentials',
    'redirects.loopbackAddress',
    'redirects.localhost',
    'redirects.anyPort',
    'redirects.customScheme',
    'redirects.query',
  ],
  shown: ['issuerInResponse', 'refreshToken.issued', 'refreshToken.rotation'],
};

/** Facts that a source for another fact covers: what to request for a refresh token says that there is one. */
const covering: Readonly<Record<string, readonly string[]>> = {
  'refreshToken.issued': ['refresh', 'refreshToken'],
  'refreshToken.rotation': ['refresh', 'refreshToken'],
};

describe.each(catalog.map((preset) => [preset.id, preset] as const))('the verdicts on %s', (_id, preset) => {
  /** Whether the fact is known, by its path: `redirects.query`. */
  const isKnown = (fact: string) => {
    const verdict = fact.split('.').reduce<unknown>((value, key) => Object(value)[key], preset);
    return verdict !== undefined && Object(verdict).possible !== 'unknown';
  };
  const gradesFor = (fact: string) =>
    preset.evidence
      .filter(({ facts }) =>
        facts.some((each) => fact === each || fact.startsWith(`${each}.`) || covering[fact]?.includes(each)),
      )
      .map(({ grade }) => grade);

  test('that decide whether a combination works have a page of the vendor, or are unknown', () => {
    const known = verdicts.deciding.filter(isKnown);
    expect(known.filter((fact) => !gradesFor(fact).includes('vendor'))).toEqual([]);
  });

  test('that a response shows have a source, or are unknown', () => {
    const known = verdicts.shown.filter(isKnown);
    expect(known.filter((fact) => gradesFor(fact).length === 0)).toEqual([]);
  });

  test('have a page of the vendor for each registration with steps', () => {
    const grades = gradesFor('registration.steps');
    expect(preset.registration.steps === undefined || grades.includes('vendor')).toBe(true);
  });
});
