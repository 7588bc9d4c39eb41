import { describe, expect, test } from '@jest/globals';
import { type RawOptions, resolveOptions } from '../options.ts';
import { parseHosts } from './hosts.ts';

const resolved = (raw: RawOptions) => resolveOptions({ directory: 'x', ...raw });
const tab: RawOptions = { strategy: 'extension-tab', provider: ['github'] };

describe('the hosts of an extension', () => {
  test('are all of them by default, and Docker Desktop for the tab, which only it opens', () => {
    expect(resolved({}).options.hosts).toEqual(['docker', 'rancher', 'podman']);
    expect(resolved(tab)).toMatchObject({ options: { hosts: ['docker'] }, warnings: [] });
  });

  test('are parsed in any order, with spaces and repetitions', () => {
    expect(parseHosts('podman, docker,podman')).toEqual(['docker', 'podman']);
  });

  test.each([
    ['rancer', 'Unknown host "rancer"; did you mean rancher?', 'rancher'],
    ['docker,', 'Unknown host ""; use one or more of docker,rancher,podman.', 'docker,rancher,podman'],
    ['constructor', 'Unknown host "constructor"; use one or more of', 'docker,rancher,podman'],
  ])('are rejected: %j', (given, message, suggestion) => {
    const refused = () => parseHosts(given);
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'hosts-unknown', suggestion }));
  });
});

describe('a host without a link to the tab', () => {
  test('is accepted with a provider that has a device code, which the warning says to add', () => {
    expect(resolved({ ...tab, hosts: 'docker,rancher,podman' }).warnings).toEqual([
      "Rancher Desktop and Podman Desktop cannot open the tab of an extension, so users sign in to GitHub there with a device code: add 'device_code' to grants in auth/src/providers/github.ts, or use --strategy backend-callback.",
    ]);
  });

  test.each([
    [{ ...tab, provider: ['bitbucket'], hosts: 'rancher' }, 'a provider without a device code'],
    [{ ...tab, provider: ['oidc'], exchange: 'ui', hosts: 'podman' }, 'a page that CORS blocks'],
    [{ ...tab, provider: ['oidc', 'bitbucket'], hosts: 'docker,podman' }, 'the second of two providers'],
  ])('is rejected with %j: %s', (raw, _why) => {
    const refused = expect.objectContaining({ code: 'provider-impossible' });
    expect(() => resolved(raw)).toThrow(refused);
    expect(() => resolved(raw)).toThrow(
      /^\S+(?: \S+)* does not work with --strategy extension-tab .*--hosts \S+: (?:Rancher|Podman) Desktop cannot open the tab of an extension, and no device code works there; use --strategy backend-callback/,
    );
  });

  test('is rejected with a strategy as suggestion', () => {
    const raw = { ...tab, provider: ['bitbucket'], hosts: 'rancher' };
    expect(() => resolved(raw)).toThrow(
      expect.objectContaining({ suggestion: '--strategy backend-callback' }),
    );
    expect(resolved({ ...raw, strategy: 'backend-callback' }).options.hosts).toEqual(['rancher']);
  });
});
