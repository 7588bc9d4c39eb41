import type { CatalogEntry } from '@ddext-oauth/providers';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';

/** The options that settings of single providers depend on. */
export interface SettingUse {
  readonly exchange: Exchange;
  readonly providers: readonly CatalogEntry[];
}

/**
 * The providers at which the client authenticates with a private key (RFC 7523), in the order of the providers.
 *
 * @throws {ScaffoldError} `option-not-applicable` in a page, which cannot keep a key, and for a provider that does not accept one
 */
export function parsePrivateKeyJwt(given: readonly string[], use: SettingUse): readonly string[] {
  const chosen = chosenFrom('--private-key-jwt', given, use);
  if (given.length > 0 && use.exchange === 'ui') {
    throw new ScaffoldError(
      'option-not-applicable',
      `--private-key-jwt ${given[0]} requires a backend, because everyone who has the page could read the key (RFC 8252 section 8.5); use --exchange backend.`,
      { suggestion: '--exchange backend' },
    );
  }
  const refused = chosen.find(
    ({ clientAuthentication }) => !clientAuthentication.includes('private_key_jwt'),
  );
  if (refused) {
    throw new ScaffoldError(
      'option-not-applicable',
      `--private-key-jwt ${refused.id}: ${refused.name} is not known to accept private_key_jwt; it accepts ${refused.clientAuthentication.join(', ')}.`,
    );
  }
  return chosen.map(({ id }) => id);
}

/**
 * The providers that receive the authorization request before the browser (PAR, RFC 9126), in the order of the providers.
 *
 * @throws {ScaffoldError} `option-not-applicable` for a provider without a discovery document, which would name the endpoint
 */
export function parsePar(given: readonly string[], use: SettingUse): readonly string[] {
  const chosen = chosenFrom('--par', given, use);
  const refused = chosen.find(({ endpoints }) => endpoints !== undefined);
  if (refused) {
    throw new ScaffoldError(
      'option-not-applicable',
      `--par ${refused.id}: ${refused.name} has no discovery document, and no endpoint for pushed authorization requests is known.`,
    );
  }
  return chosen.map(({ id }) => id);
}

/**
 * The providers whose tokens are bound to a key (DPoP, RFC 9449), in the order of the providers.
 *
 * @throws {ScaffoldError} `option-not-applicable`
 */
export function parseDpop(given: readonly string[], use: SettingUse): readonly string[] {
  return chosenFrom('--dpop', given, use).map(({ id }) => id);
}

/** A warning for each provider that is not known to support DPoP. Sign-in fails at a provider that does not. */
export function dpopWarnings(ids: readonly string[], providers: readonly CatalogEntry[]): string[] {
  return providers
    .filter(({ id, dpop }) => ids.includes(id) && dpop === undefined && !generic.has(id))
    .map(
      ({ name, id }) =>
        `Whether ${name} supports DPoP is not known. If it does not, each sign-in fails: then remove dpop from auth/src/providers/${id}.ts.`,
    );
}

/** Presets for any server, about which nothing is known. */
const generic: ReadonlySet<string> = new Set(['oidc', 'oauth2']);

function chosenFrom(
  option: string,
  given: readonly string[],
  { providers }: SettingUse,
): readonly CatalogEntry[] {
  const unknownId = given.find((id) => !providers.some((preset) => preset.id === id));
  if (unknownId !== undefined) {
    const ids = providers.map(({ id }) => id).join(', ');
    throw new ScaffoldError(
      'option-not-applicable',
      `${option} ${unknownId} is not a provider of this extension, which has ${ids || 'none'}.`,
    );
  }
  return providers.filter(({ id }) => given.includes(id));
}
