import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';
import { address } from './pages.mjs';

/** The version that this checkout has, or had last. Every package has the same. */
export const { version } = JSON.parse(readFileSync(join(root, 'packages/auth/package.json'), 'utf8'));

/** The folder of the site with the documentation of the main branch. */
export const nextFolder = 'next/';

/** The variables by which `build-versions.mjs` tells the build which site it makes. */
export const variables = { channel: 'SITE_CHANNEL', release: 'SITE_RELEASE' };

/**
 * Which documentation is built. Until the first release there is one site only, and no link to another version.
 *
 * @typedef {{ name: 'only' } | { name: 'release' } | { name: 'next', release: string }} Channel `release` is the newest version
 */

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Channel}
 * @throws {Error} for a channel that does not exist, and for `next` without the newest version
 */
export function channelIn(environment) {
  const { [variables.channel]: name = 'only', [variables.release]: release } = environment;
  if (name === 'only' || name === 'release') return { name };
  if (name !== 'next') throw new Error(`Unknown ${variables.channel} "${name}". Use "release" or "next".`);
  if (!release)
    throw new Error(`${variables.channel}=next needs the newest version in ${variables.release}.`);
  return { name, release };
}

/**
 * The address of a site. Its path is the base of every link.
 *
 * @param {Channel} channel
 */
export const addressOf = ({ name }) => (name === 'next' ? address + nextFolder : address);

/**
 * The links at the top of every page that name the version of the documentation, and lead to the other one.
 *
 * @param {Channel} channel
 */
export function versionLinks(channel) {
  if (channel.name === 'next')
    return [
      { text: 'Next version', link: '/help/changelog' },
      { text: `Version ${channel.release}`, link: address },
    ];
  const own = { text: `Version ${version}`, link: '/help/changelog' };
  return channel.name === 'release' ? [own, { text: 'Next version', link: address + nextFolder }] : [own];
}

/**
 * The tag of the newest release. Prereleases have no documentation of their own.
 *
 * @param {readonly string[]} tags of the repository, such as `@ddext-oauth/auth@1.2.3`
 * @returns {{ tag: string, version: string } | undefined}
 */
export function newestRelease(tags) {
  const releases = tags.flatMap((tag) => {
    const [, version] = /^@ddext-oauth\/auth@(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
    return version ? [{ tag, version }] : [];
  });
  return releases.sort((one, other) => other.version.localeCompare(one.version, 'en', { numeric: true }))[0];
}
