import type { Place } from './place.ts';
import { membersOf, objectGivenTo, placeOf, readScript, type Script, type Value } from './script.ts';

/** One file of auth/src/providers. */
export interface ProviderSource {
  readonly file: string;
  /** The members of the object in the call of `defineProvider`; empty without such a call. */
  readonly members: ReadonlyMap<string, Value>;
  /** The preset, by the name of its export; undefined for a preset of the extension itself. */
  readonly preset: { readonly name: string; readonly at: Place } | undefined;
  /** Every string in the file, except in imports. */
  readonly texts: readonly { readonly text: string; readonly at: Place }[];
}

/** @throws {import('./tree.ts').Malformed} if the syntax is wrong */
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
  return {
    file,
    preset: presetOf(file, script),
    members: object ? membersOf(file, object) : new Map(),
    texts,
  };
}

function presetOf(file: string, { nodes }: Script): ProviderSource['preset'] {
  for (const node of nodes) {
    if (node.type !== 'ImportDeclaration' || node.source.value !== '@ddext-oauth/auth/providers') continue;
    for (const specifier of node.specifiers) {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
      return { name: specifier.imported.name, at: placeOf(file, node) };
    }
  }
  return undefined;
}
