import type { Profile } from '../../preset.ts';
import type { KeyOutcome } from '../key-verdict.ts';

/** A response of a scripted API. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as text. */
  readonly body: object | string;
}

/** A credential that does not work, with the response of the provider and what it shows. */
export interface WrongCredential extends Answer {
  /** A noun with its article, for the title of the test. */
  readonly credential: string;
  readonly outcome: KeyOutcome;
}

/** The verification request of a provider, as its documentation and clients show its responses. */
export interface KeyFixture {
  /** A key that passes `checkKey`. */
  readonly key: string;
  /** For the kind `basic`. */
  readonly userName?: string;
  /** The value of the header for the key. */
  readonly header: string;
  readonly works: Answer;
  /** Absent if the response does not name the owner. */
  readonly owner?: Profile;
  readonly wrong: readonly [WrongCredential, ...WrongCredential[]];
}
