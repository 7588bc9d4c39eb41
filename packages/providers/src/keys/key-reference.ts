import type { Evidence } from '../reference.ts';
import type { KeyMethod } from './key-method.ts';

/** What people and tools read of a key method. It is not part of an extension. */
export interface KeyReference {
  /** What a user does on the page that creates the key, each a sentence. */
  readonly steps: readonly string[];
  /** Unexpected behavior, each a sentence. */
  readonly quirks: readonly string[];
  /** What no source says, each a sentence. */
  readonly unknown: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** A key method and its reference: everything that is known of the keys of a provider. */
export interface KeyCatalogEntry extends KeyMethod, KeyReference {}
