import type { Place } from './place.ts';
import { membersOf, objectNamed, placeOf, readScript, type Value } from './script.ts';
import { Malformed } from './tree.ts';

/** The content of auth/src/extension.ts. */
export interface ExtensionSource {
  readonly at: Place;
  /** `id`, `title`, `strategy`, `port`, `redirect`, `acceptSharedRedirectUri`, as far as they are there. */
  readonly members: ReadonlyMap<string, Value>;
}

/** @throws {Malformed} if the syntax is wrong, or no object named `extension` is there */
export function readExtensionSource(file: string, content: string): ExtensionSource {
  const script = readScript(file, content);
  const object = objectNamed(script, 'extension');
  if (object === undefined) throw new Malformed('has no object named `extension`', 1);
  return { at: placeOf(file, object), members: membersOf(file, object) };
}
