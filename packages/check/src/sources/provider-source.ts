import type { Place } from '../rule.ts';
import { membersOf, objectGivenTo, placeOf, readScript, type Value } from './script.ts';

/** One file of auth/src/providers. */
export interface ProviderSource {
  readonly file: string;
  /** What `defineProvider` is given; empty where it is not called with an object. */
  readonly members: ReadonlyMap<string, Value>;
  /** Every text in the file, those of imports left out. */
  readonly texts: readonly { readonly text: string; readonly at: Place }[];
}

/** @throws {import('./tree.ts').Malformed} where the syntax is wrong */
export function readProviderSource(file: string, content: string): ProviderSource {
  const script = readScript(file, content);
  const object = objectGivenTo(script, 'defineProvider');
  const texts = script.nodes.flatMap((node) => {
    const text =
      node.type === 'StringLiteral'
        ? node.value
        : node.type === 'TemplateElement'
          ? node.value.cooked
          : undefined;
    return text ? [{ text, at: placeOf(file, node) }] : [];
  });
  return { file, members: object ? membersOf(file, object) : new Map(), texts };
}
