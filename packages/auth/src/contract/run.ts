import type { Grant } from '@ddext-oauth/providers';
import { type ProviderSettings, resolveProvider } from '../core/client/settings.ts';
import type { Account } from '../session/account.ts';
import { Auth } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import type { StoredAccount } from '../stores/store.ts';
import type { FixtureResponse, ProviderFixture } from './fixture.ts';
import { idTokenIn, publicKeys } from './id-token.ts';
import { type SentRequest, startScriptedHosts } from './scripted-hosts.ts';

export const CLIENT_ID = 'contract-client';
export const CLIENT_SECRET = 'contract secret: & % /';
export const CODE = 'the-code-of-the-contract';
const PORT = 51234;
const SETTINGS_ID = 'test';
const SECRET_VARIABLE = 'SECRET';

/** The endpoints of a provider. */
export type EndpointName = 'authorization' | 'token' | 'userinfo' | 'device_authorization' | 'revocation';

export interface ContractSignIn {
  /** The authorization request. */
  readonly page: URL;
  /**
   * Handles the callback with a code, or with the given query.
   *
   * @throws AuthError the error that the user sees
   */
  handleCallback(query?: Readonly<Record<string, string>>): Promise<Account>;
}

/** One extension at one scripted provider. */
export interface ContractRun {
  readonly fixture: ProviderFixture;
  readonly auth: Auth;
  /** The registered redirect URI. */
  readonly redirectUri: string;
  /** All requests to hosts of the provider, in order. */
  readonly requests: readonly SentRequest[];
  /** The URL of an endpoint without its query, from the preset or the discovery document. */
  endpoint(name: EndpointName): string | undefined;
  /** The requests to a URL, in order. */
  sentTo(url: string | undefined): readonly SentRequest[];
  /** Sets the responses to the next requests to a URL, one each. Then the fixture's response is used again. */
  script(url: string | undefined, ...responses: readonly FixtureResponse[]): void;
  /** Starts a sign-in. Returns the provider's page. */
  begin(): Promise<ContractSignIn>;
  /** A complete sign-in in the browser. */
  signIn(): Promise<Account>;
  /**
   * A complete sign-in with a device code.
   *
   * @throws AuthError the error that the user sees
   */
  signInWithDevice(): Promise<Account>;
  /** The stored account with its tokens. */
  stored(account: Account): Promise<StoredAccount | undefined>;
  close(): Promise<void>;
}

/**
 * Starts the whole engine, with a memory store and the callback strategy, at a server with the responses of a fixture.
 */
export async function startRun(
  fixture: ProviderFixture,
  grant: Grant = 'authorization_code',
): Promise<ContractRun> {
  const settings = settingsOf(fixture, grant);
  const read = (name: string) => (name === SECRET_VARIABLE ? CLIENT_SECRET : undefined);
  const provider = resolveProvider(settings, read);
  const discovered = metadataOf(fixture, provider);
  const { deviceAuthorization, revocation } = fixture.preset.endpointOverrides ?? {};
  const metadata: Readonly<Record<string, unknown>> = {
    ...discovered,
    ...(deviceAuthorization && { device_authorization_endpoint: deviceAuthorization }),
    ...(revocation && { revocation_endpoint: revocation }),
  };
  const scripted = new Map<string, FixtureResponse[]>();
  let nonce: string | null = null;

  const responses: Readonly<Record<string, FixtureResponse | undefined>> = {
    ...fixture.resources,
    [`${provider.issuer?.replace(/\/$/, '')}/.well-known/openid-configuration`]: { body: discovered },
    [String(metadata.jwks_uri)]: { body: publicKeys },
    [String(metadata.token_endpoint)]: fixture.token,
    [String(metadata.device_authorization_endpoint)]: fixture.device?.authorization,
    [String(metadata.revocation_endpoint)]: { body: '' },
  };
  const hosts = await startScriptedHosts(({ url }) => {
    const response = scripted.get(url)?.shift() ?? responses[url];
    const claims = () => ({ ...claimsOf(fixture, metadata, nonce), ...response?.idTokenClaims });
    return response && { ...response, body: idTokenIn(response.body, claims) };
  });

  const clock = { now: Date.now() };
  const store = memoryStore();
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: PORT },
    providers: [settings],
    store,
    read,
    now: () => clock.now,
    pause: async (milliseconds, signal) => {
      signal.throwIfAborted();
      clock.now += milliseconds;
    },
  });
  const endpoint = (name: EndpointName) =>
    (metadata[`${name}_endpoint`] as string | undefined)?.replace(/\?.*$/, '');

  const begin: ContractRun['begin'] = async () => {
    const { attempt } = await auth.signIn(SETTINGS_ID);
    const opened = await auth.openLink(attempt, undefined);
    if (!('url' in opened)) throw new Error('The link was used before it was opened.');
    const { browserKey } = opened;
    const page = new URL(opened.url);
    nonce = page.searchParams.get('nonce');
    const iss = sendsIssuer(metadata, fixture) && { iss: String(metadata.issuer) };
    return {
      page,
      handleCallback(query = { code: CODE }) {
        const state = page.searchParams.get('state') ?? '';
        const all = { state, ...iss, ...fixture.callback, ...query };
        return auth.finishSignIn(SETTINGS_ID, new URLSearchParams(all), browserKey);
      },
    };
  };

  return {
    fixture,
    auth,
    redirectUri: [...auth.callbackHosts].map((host) => `http://${host}/callback/${SETTINGS_ID}`).join(),
    requests: hosts.requests,
    endpoint,
    sentTo: (url) => hosts.requests.filter((request) => request.url === url),
    script: (url, ...responseBody) => void scripted.set(String(url), [...responseBody]),
    begin,
    signIn: async () => (await begin()).handleCallback(),
    async signInWithDevice() {
      const { attempt } = await auth.signInWithDevice(SETTINGS_ID);
      const outcome = await auth.waitForAttempt(attempt, 20_000);
      if (outcome.status === 'signed-in') return outcome.value;
      throw outcome.status === 'failed' ? outcome.error : new Error('The device flow did not end.');
    },
    stored: ({ id }) => store.get(id),
    close: hosts.close,
  };
}

function settingsOf(fixture: ProviderFixture, grant: Grant): ProviderSettings {
  const { preset, parameters, issuer } = fixture;
  const client = (grant === 'device_code' && fixture.device?.client) || fixture.client;
  return {
    id: SETTINGS_ID,
    preset,
    clientId: CLIENT_ID,
    grants: [grant],
    ...(parameters && { parameters }),
    ...(issuer && { issuer }),
    ...(client === 'confidential' && { clientSecret: { variable: SECRET_VARIABLE } }),
  };
}

/** The discovery document, or for a provider without one the same members from the preset. */
function metadataOf(
  fixture: ProviderFixture,
  { issuer, endpoints }: Pick<ReturnType<typeof resolveProvider>, 'issuer' | 'endpoints'>,
): Readonly<Record<string, unknown>> {
  if (endpoints) {
    return {
      issuer: issuer ?? new URL(endpoints.authorization).origin,
      authorization_endpoint: endpoints.authorization,
      token_endpoint: endpoints.token,
      userinfo_endpoint: endpoints.userInfo,
      device_authorization_endpoint: endpoints.deviceAuthorization,
      revocation_endpoint: endpoints.revocation,
    };
  }
  const base = issuer?.replace(/\/$/, '');
  return {
    issuer,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    userinfo_endpoint: `${base}/userinfo`,
    jwks_uri: `${base}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...fixture.metadata,
  };
}

/** RFC 9207: a preset of an OAuth server names an issuer if and only if the callback does. */
function sendsIssuer(metadata: Readonly<Record<string, unknown>>, { preset }: ProviderFixture): boolean {
  if (preset.endpoints) return preset.issuer !== undefined;
  return metadata.authorization_response_iss_parameter_supported === true;
}

function claimsOf(
  { idTokenClaims, profile }: ProviderFixture,
  { issuer }: Readonly<Record<string, unknown>>,
  nonce: string | null,
): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: issuer, sub: profile.id, aud: CLIENT_ID, iat: now, exp: now + 300 },
    ...(nonce && { nonce }),
    ...idTokenClaims,
  };
}
