import type { Place } from '../rule.ts';
import { membersOf, objectNamed, placeOf, readScript, type Value } from './script.ts';
import { Malformed } from './tree.ts';

/** What auth/src/extension.ts says the extension is. */
export interface ExtensionSource {
  readonly at: Place;
  /** `id`, `title`, `strategy`, `port`, `redirect`, `acceptSharedRedirectUri`, as far as they are there. */
  readonly members: ReadonlyMap<string, Value>;
}

const tabLinks: Readonly<Record<string, string>> = {
  scheme: 'docker-desktop://dashboard/extension-tab',
  bridge: 'https://open.docker.com/dashboard/extension-tab',
};

/** @throws {Malformed} where the syntax is wrong, or no object named `extension` is there */
export function readExtensionSource(file: string, content: string): ExtensionSource {
  const script = readScript(file, content);
  const object = objectNamed(script, 'extension');
  if (object === undefined) throw new Malformed('has no object named `extension`', 1);
  return { at: placeOf(file, object), members: membersOf(file, object) };
}

/**
 * The redirect URIs it registers, exactly; none where a part of them is not known.
 *
 * @param providers their ids
 */
export function redirectUrisOf(
  { members }: ExtensionSource,
  providers: readonly string[],
): readonly string[] {
  const value = (name: string) => members.get(name)?.value;
  if (value('strategy') === 'backend-callback') {
    const port = value('port');
    return typeof port === 'number' ? providers.map((id) => `http://127.0.0.1:${port}/callback/${id}`) : [];
  }
  if (value('strategy') !== 'extension-tab' || typeof value('id') !== 'string') return [];
  const links = [members.has('redirect') ? value('redirect') : 'scheme']
    .flat()
    .map((spelling) => tabLinks[String(spelling)]);
  return links.every((link) => link !== undefined)
    ? links.map((link) => `${link}?extensionId=${value('id')}`)
    : [];
}
