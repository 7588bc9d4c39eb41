import type { ProfileMap } from '../claims.ts';
import type { PresetParameter } from '../parameter.ts';
import type { ResourceRequest } from '../preset.ts';

/**
 * A credential that a user creates in the provider's console and pastes.
 *
 * - `api_key`: belongs to an account or organization
 * - `personal_access_token`: belongs to a user
 * - `basic`: a user name and a password or token (RFC 7617)
 */
export type KeyKind = 'api_key' | 'personal_access_token' | 'basic';

/** The form of a key, for detecting a wrong paste. An absent member is not known. */
export interface KeyFormat {
  /** The key begins with one of them. */
  readonly prefixes?: readonly [string, ...string[]];
  /** The number of characters, prefix included. */
  readonly length?: { readonly min: number; readonly max: number };
  /** Prefixes of other credentials of the provider, with what each is, as a noun with its article. */
  readonly others?: Readonly<Record<string, string>>;
}

/** How a key is sent: in a header, and never in a URL. `keyHeaderOf` writes it. */
export interface KeyHeader {
  /** Lowercase: `authorization`. */
  readonly name: string;
  /** The authentication scheme (RFC 9110 section 11.1). Absent if the key is the whole value. */
  readonly scheme?: 'Bearer' | 'Basic' | 'Token';
  /** The name of the authentication parameter that has the key: `Token token=KEY`. */
  readonly parameter?: 'token';
  /** For `Basic`: the key is the user name, with an empty password. */
  readonly keyIsUserName?: true;
  /** For `Basic` with a user name that is the same for all keys. It can be empty. */
  readonly userName?: string;
}

/** A response to the verification request that its status alone does not explain. */
export interface KeyRefusal {
  /** Default: any status. */
  readonly status?: number;
  /** Text in the body, in upper or lower case. Default: any body. */
  readonly text?: string;
  /** `works` for a refusal that is not about the key. */
  readonly means: 'works' | 'rejected' | 'expired' | 'missing-scope' | 'blocked' | 'rate-limited';
}

/** A request that proves a key, and names its owner if it can. */
export interface KeyVerification {
  /** On one of the `apiHosts`. It can contain parameters in braces. */
  readonly url: string;
  readonly request?: ResourceRequest;
  /** Dotted path of a member that must be true, if the provider answers 200 for an invalid key too. */
  readonly accepted?: string;
  /** Absent if the response does not name the owner. */
  readonly owner?: ProfileMap;
  /** The first that matches decides. `verdictOf` knows the usual meaning of each status. */
  readonly refusals?: readonly KeyRefusal[];
}

/**
 * What an extension needs to accept a pasted key: data, as `Preset` is for OAuth. A provider can have both.
 *
 * @example
 *   const result = checkKey(githubKey, pasted); // { key } or { fault, message }
 */
export interface KeyMethod {
  /** The ID of the provider, which is that of its preset if there is one. */
  readonly provider: string;
  /** As the provider writes it. */
  readonly name: string;
  readonly kind: KeyKind;
  /** What the provider calls the key: `personal access token`. */
  readonly noun: string;
  /** As in the preset for OAuth, if there is one. */
  readonly parameters?: readonly PresetParameter[];
  /** The page that creates a key. It can contain parameters. */
  readonly console: string;
  /** What to choose there. Empty if there is no choice. */
  readonly scopes: readonly string[];
  readonly header: KeyHeader;
  readonly format: KeyFormat;
  /** The only hosts that the key may be sent to. They can contain parameters. */
  readonly apiHosts: readonly [string, ...string[]];
  /** Absent if no request is known that proves a key. */
  readonly verification?: KeyVerification;
}
