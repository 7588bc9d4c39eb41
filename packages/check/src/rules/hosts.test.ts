import type { Host } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import { check } from '../check.ts';
import { checkFiles, folderOf, freshFiles } from '../testing/workspaces.ts';
import { rules } from './index.ts';

const png = { 'metadata.json': '{"icon":"icon.png"}', Dockerfile: 'FROM scratch\n' };
const recorded = (hosts?: string) => ({ ...png, 'ddext-oauth.json': JSON.stringify({ options: { hosts } }) });

async function hasFinding(files: Readonly<Record<string, string>>, hosts?: readonly Host[]) {
  const { findings } = await check({ directory: await folderOf(files), hosts, environment: {} });
  return findings.some(({ rule }) => rule === 'metadata-icon');
}

describe('a rule that one host requires', () => {
  test('is checked for an extension that records the host, or no hosts', async () => {
    expect(await hasFinding(recorded('docker,podman'))).toBe(true);
    expect(await hasFinding(recorded())).toBe(true);
    expect(await hasFinding(recorded('of a later version'))).toBe(true);
    expect(await hasFinding({ ...png, 'auth/src/extension.ts': '' })).toBe(true);
  });

  test('is checked for an extension that ddext-oauth did not create only if the host is given', async () => {
    expect(await hasFinding(png)).toBe(false);
    expect(await hasFinding(png, ['docker', 'podman'])).toBe(true);
    const { notChecked } = await checkFiles(png);
    expect(notChecked).toContainEqual({
      rule: 'metadata-icon',
      reason: 'Docker Desktop does not require it; --hosts names other hosts.',
    });
  });

  test('may allow in Docker Desktop what other hosts do not', async () => {
    const compose = `services:\n  a:\n    volumes: ["/run/guest-services:/run/guest-services"]\n`;
    const directory = await folderOf({
      Dockerfile: 'FROM scratch\n',
      'metadata.json': '{"vm":{"composefile":"compose.yaml"}}',
      'compose.yaml': compose,
    });
    const found = async (hosts: readonly Host[]) => {
      const { findings } = await check({ directory, hosts, environment: {} });
      return findings.some(({ rule }) => rule === 'compose-guest-services');
    };
    expect(await found(['docker'])).toBe(false);
    expect(await found(['docker', 'rancher'])).toBe(true);
  });

  test('is not checked for an extension of other hosts', async () => {
    expect(await hasFinding(recorded('docker,rancher'))).toBe(false);
    expect((await checkFiles(recorded('docker'))).checked).not.toContain('metadata-icon');
  });

  test('is checked for the hosts that are given, whatever is recorded', async () => {
    expect(await hasFinding(recorded('docker'), ['podman'])).toBe(true);
    expect(await hasFinding(recorded('podman'), ['docker'])).toBe(false);
  });
});

test('every host requires rules of its own, and a new extension passes them', async () => {
  for (const host of ['rancher', 'podman'] as const) {
    expect(rules.filter(({ hosts }) => hosts?.includes(host)).length).toBeGreaterThan(5);
    expect((await checkFiles(freshFiles({ hosts: host }))).findings).toEqual([]);
  }
});
