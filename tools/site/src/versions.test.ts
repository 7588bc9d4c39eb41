import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { root } from '../../dev/environment.mjs';
import { address } from '../pages.mjs';
import { channelIn, newestRelease, versionLinks } from '../versions.mjs';

const own = `Version ${JSON.parse(readFileSync(join(root, 'packages/auth/package.json'), 'utf8')).version}`;
const textsOf = (links: readonly { readonly text: string }[]) => links.map(({ text }) => text);

interface Configuration {
  readonly base: string;
  readonly head: readonly unknown[];
  readonly nav: readonly { readonly text: string }[];
}

/** What Rspress reads of the site of the next version and of that of the release. */
async function configurations(): Promise<readonly Configuration[]> {
  const url = new URL('../rspress.config.mjs', import.meta.url).href;
  const program = `
    const read = async (variables, name) => {
      Object.assign(process.env, variables);
      const { base, head, themeConfig } = (await import('${url}?' + name)).default;
      return { base, head, nav: themeConfig.nav };
    };
    const next = await read({ SITE_CHANNEL: 'next', SITE_RELEASE: '1.2.3' }, 'next');
    console.log(JSON.stringify([next, await read({ SITE_CHANNEL: 'release' }, 'release')]));`;
  const { stdout } = await x(process.execPath, ['--input-type=module', '--eval', program], {
    throwOnError: true,
  });
  return JSON.parse(stdout);
}

describe('the versions of the documentation site', () => {
  test('are one before the first release, without a link to another', () => {
    expect(versionLinks(channelIn({}))).toEqual([{ text: own, link: '/help/changelog' }]);
  });

  test('are the release and the main branch, each with a link to the other', () => {
    const release = versionLinks(channelIn({ SITE_CHANNEL: 'release' }));
    const next = versionLinks(channelIn({ SITE_CHANNEL: 'next', SITE_RELEASE: '1.2.3' }));
    expect(textsOf(release)).toEqual([own, 'Next version']);
    expect(release[1]?.link).toBe(`${address}next/`);
    expect(textsOf(next)).toEqual(['Next version', 'Version 1.2.3']);
    expect(next[1]?.link).toBe(address);
  });

  test('of an unknown channel, and of the main branch without a release, are an error', () => {
    expect(() => channelIn({ SITE_CHANNEL: 'beta' })).toThrow('Unknown SITE_CHANNEL "beta"');
    expect(() => channelIn({ SITE_CHANNEL: 'next' })).toThrow('SITE_RELEASE');
  });

  test('have their own base in the configuration of Rspress, and only the release is indexed', async () => {
    const [next, release] = await configurations();
    const base = new URL(address).pathname;
    expect([next?.base, release?.base]).toEqual([`${base}next/`, base]);
    expect([next?.head, release?.head]).toEqual([[['meta', { name: 'robots', content: 'noindex' }]], []]);
    expect(textsOf(next?.nav ?? [])).toEqual(expect.arrayContaining(['Next version', 'Version 1.2.3']));
    expect(textsOf(release?.nav ?? [])).toEqual(expect.arrayContaining([own, 'Next version']));
  });

  test('come from the tags of the package auth, without prereleases', () => {
    const tags = ['@ddext-oauth/auth@0.9.0', '@ddext-oauth/auth@0.10.0', '@ddext-oauth/auth@1.0.0-rc.1'];
    const others = ['@ddext-oauth/nx@2.0.0', 'v3.0.0', ''];
    expect(newestRelease([...tags, ...others])).toEqual({
      tag: '@ddext-oauth/auth@0.10.0',
      version: '0.10.0',
    });
    expect(newestRelease(others)).toBeUndefined();
  });
});
