import type { Place } from './place.ts';
import { defaultObject, membersOf, objectGivenTo, placeOf, readScript, type Value } from './script.ts';
import { Malformed } from './tree.ts';

/** The content of ui/vite.config.ts. */
export interface ViteSource {
  readonly at: Place;
  readonly members: ReadonlyMap<string, Value>;
}

/** @throws {Malformed} where the syntax is wrong, or no settings can be found */
export function readViteSource(file: string, content: string): ViteSource {
  const script = readScript(file, content);
  const object = objectGivenTo(script, 'defineConfig') ?? defaultObject(script);
  if (object === undefined)
    throw new Malformed('exports no configuration object, directly or in defineConfig', 1);
  return { at: placeOf(file, object), members: membersOf(file, object) };
}
