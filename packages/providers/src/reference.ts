import type { Preset, Strategy } from './preset.ts';
import type { Verdict } from './verdict.ts';

/** What a provider accepts as a redirect URI (RFC 8252 section 7). */
export interface Redirects {
  /** `http://127.0.0.1:PORT/…`, the loopback interface by its address (section 7.3). */
  readonly loopbackAddress: Verdict;
  /** `http://localhost:PORT/…`, which section 8.3 advises against. Some providers accept nothing else. */
  readonly localhost: Verdict;
  /** Whether the port may differ from the registered one (section 7.3). */
  readonly anyPort: Verdict;
  /** `docker-desktop://…`, a scheme without a period, which belongs to another program (sections 7.1 and 8.4). */
  readonly customScheme: Verdict;
  /** A redirect URI with a query, such as `?extensionId=`. */
  readonly query: Verdict;
}

/** How refresh tokens are issued and replaced. */
export interface RefreshToken {
  /** Whether a refresh token is issued with the scopes and parameters of the preset's `refresh`. */
  readonly issued: Verdict;
  /** Whether each use returns a new refresh token and ends the old one (RFC 9700 section 4.14.2). */
  readonly rotation: Verdict;
}

/** A source and the facts that it supports. */
export interface Evidence {
  /** A URL, `owner/repository@commit path`, `npm package@version path`, or a page of this repository. */
  readonly source: string;
  /**
   * - `vendor`: the vendor's documentation or source
   * - `preset`: another project's preset, which shows what a library sends
   * - `report`: a single report
   */
  readonly grade: 'vendor' | 'preset' | 'report';
  /** The members of preset and reference that it supports: `endpoints`, `redirects.customScheme`. */
  readonly facts: readonly string[];
}

/** One step of a registration in the provider's console. `registrationSteps` replaces the names in braces. */
export interface RegistrationStep {
  /** Sentences in the imperative. */
  readonly text: string;
  /** Maps each field in the provider's console to its value. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The only redirect strategy that needs this step. Default: all. */
  readonly strategy?: Strategy;
}

/** What a developer does at the provider before the first sign-in. */
export interface Registration {
  /** The URL of the provider's console. Absent if every tenant has its own. */
  readonly url?: string;
  /** Maps each field in the provider's console to its value. `{redirectUri}` is replaced by the exact redirect URI. */
  readonly fields: Readonly<Record<string, string>>;
  /** Additional fields of each redirect strategy, shown after the others. */
  readonly strategyFields?: Partial<Readonly<Record<Strategy, Readonly<Record<string, string>>>>>;
  /** The whole registration, step by step, for the most used providers. */
  readonly steps?: readonly [RegistrationStep, ...RegistrationStep[]];
}

/**
 * The facts about a provider that its preset does not contain: for documentation, generators and the compatibility
 * rules. It is not part of an extension.
 */
export interface PresetReference {
  /** Other names that developers search for: of products, former names, and abbreviations. Lowercase, with hyphens. */
  readonly aliases?: readonly string[];
  /** Describes each parameter of the preset and where a developer finds it, as a phrase without a period. */
  readonly parameterDescriptions?: Readonly<Record<string, string>>;
  readonly refreshToken: RefreshToken;
  /** Whether the client credentials grant works (RFC 6749 section 4.4). */
  readonly clientCredentials: Verdict;
  readonly redirects: Redirects;
  readonly registration: Registration;
  /** Unexpected behavior, each a sentence for the documentation with a test in the contract suite. */
  readonly quirks: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Where other catalogs have another URL, and why it is not used. `*` in a URL stands for any text. */
  readonly otherCatalogs?: readonly { readonly url: string; readonly reason: string }[];
}

/** A preset and its reference: everything that is known of a provider. */
export interface CatalogEntry extends Preset, PresetReference {
  /**
   * Its logo for a light background, as an SVG document without a size. Logos are trademarks of their owners, whose
   * guidelines apply to their use. Absent if none is free to copy: show the first letter of the name.
   */
  readonly logo?: string;
}
