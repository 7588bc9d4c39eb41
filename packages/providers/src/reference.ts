import type { Preset, Strategy } from './preset.ts';
import type { Verdict } from './verdict.ts';

/** What a provider accepts as a redirect URI (RFC 8252 section 7). */
export interface Redirects {
  /** `http://127.0.0.1:PORT/…`, the loopback interface by its address (section 7.3). */
  readonly loopbackAddress: Verdict;
  /** `http://localhost:PORT/…`, which section 8.3 advises against and some providers take alone. */
  readonly localhost: Verdict;
  /** Whether the port may be another than the registered one (section 7.3). */
  readonly anyPort: Verdict;
  /** `docker-desktop://…`, a scheme that has no period and belongs to another program (sections 7.1 and 8.4). */
  readonly customScheme: Verdict;
  /** A query in the redirect URI itself, such as `?extensionId=`. */
  readonly query: Verdict;
}

/** How refresh tokens are issued and replaced. */
export interface RefreshToken {
  /** Whether one is issued, once the scopes and parameters of the preset's `refresh` were sent. */
  readonly issued: Verdict;
  /** Whether each use returns a new refresh token and ends the old one (RFC 9700 section 4.14.2). */
  readonly rotation: Verdict;
}

/** Where facts come from, and which. */
export interface Evidence {
  /** An address, or `owner/repository@commit path`. */
  readonly source: string;
  /** A vendor's text or source; another project's preset, which says what a library sends; a single report. */
  readonly grade: 'vendor' | 'preset' | 'report';
  /** The members of the preset and the reference that rest on it: `endpoints`, `redirects.customScheme`. */
  readonly facts: readonly string[];
}

/** What a developer does at the provider before the first sign-in. */
export interface Registration {
  /** Where the provider's console is; absent where every tenant has its own. */
  readonly url?: string;
  /** Field name in the provider's console to what belongs there; `{redirectUri}` stands for the exact value. */
  readonly fields: Readonly<Record<string, string>>;
  /** The fields that differ by the redirect strategy, shown after the others. */
  readonly strategyFields?: Partial<Readonly<Record<Strategy, Readonly<Record<string, string>>>>>;
}

/**
 * What is known of a provider beside its preset: for documentation, generators and the compatibility rules. No extension
 * carries it.
 */
export interface PresetReference {
  /** Of each parameter of the preset: what it is and where a developer finds it, as a phrase without a full stop. */
  readonly parameterDescriptions?: Readonly<Record<string, string>>;
  readonly refreshToken: RefreshToken;
  /** A token for the extension itself (RFC 6749 section 4.4). */
  readonly clientCredentials: Verdict;
  readonly redirects: Redirects;
  readonly registration: Registration;
  /** What surprises, each a sentence for the documentation, and a test of the contract suite. */
  readonly quirks: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** A preset and its reference: everything that is known of a provider. */
export interface CatalogueEntry extends Preset, PresetReference {}
