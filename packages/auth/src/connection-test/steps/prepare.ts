import { createConfiguration } from '../../core/client/client.ts';
import { readVariables, resolveProvider } from '../../core/client/settings.ts';
import { isSimulated, simulatedBy } from '../../session/simulated-provider.ts';
import { type ConnectionTestContext, requireResult, type StepResult } from '../context.ts';
import { requestMeanings } from '../meanings.ts';
import type { ConnectionTestLine } from '../step.ts';

/** Reads the provider's settings. */
export async function settings(context: ConnectionTestContext): Promise<StepResult> {
  const { options, redirectUri, grant } = context;
  const { settings, read, simulatedProvider, insecureLoopbackIssuer } = options;
  const variables = await readVariables(settings, read);
  const provider =
    simulatedProvider && isSimulated(settings, variables)
      ? simulatedBy(simulatedProvider, settings)
      : resolveProvider(settings, variables, insecureLoopbackIssuer === true);
  context.provider = provider;
  const { clientId, credential, scopes, issuer, dpop, name, preset } = provider;
  const meaning = (parameter: string) => requestMeanings.get(parameter) ?? '';
  const lines: ConnectionTestLine[] = [
    { name: 'grant', value: grant },
    { name: 'client_id', value: clientId, meaning: meaning('client_id') },
    { name: 'client authentication', value: credential.method },
    ...(grant === 'authorization_code'
      ? [{ name: 'redirect_uri', value: redirectUri, meaning: meaning('redirect_uri') }]
      : []),
    { name: 'scopes', value: scopes.join(' ') || 'none' },
    ...(dpop ? [{ name: 'dpop', value: 'tokens are bound to a key (RFC 9449 section 5)' }] : []),
    ...(issuer ? [{ name: 'issuer', value: issuer }] : []),
  ];
  const simulatedNote =
    preset === settings.preset
      ? ''
      : ` ${name} itself receives no request: it has no client ID, so the simulator's test identity provider replaces it.`;
  return {
    summary: `Every setting that ${name} needs is set.${simulatedNote}`,
    parts: [{ heading: 'Read from the settings', lines }],
  };
}

/** Members of the metadata that restrict requests (RFC 8414 section 2). */
const decisive = [
  'token_endpoint_auth_methods_supported',
  'grant_types_supported',
  'code_challenge_methods_supported',
  'id_token_signing_alg_values_supported',
  'scopes_supported',
  'require_pushed_authorization_requests',
  'dpop_signing_alg_values_supported',
];

/** Discovers the provider's endpoints. */
export async function endpoints(context: ConnectionTestContext): Promise<StepResult> {
  const { options, observed, redirectUri } = context;
  const provider = requireResult(context.provider);
  const observe = (observation: (typeof observed)[number]) => void observed.push(observation);
  const configuration = await createConfiguration(provider, { ...options, observe }, [redirectUri]);
  context.configuration = configuration;
  const metadata: Readonly<Record<string, unknown>> = { ...configuration.serverMetadata() };
  const addresses = Object.entries(metadata).flatMap(([name, value]) =>
    typeof value === 'string' && /(^issuer|_endpoint|_uri)$/.test(name) ? [{ name, value }] : [],
  );
  const lists = decisive.flatMap((name) => {
    const value = metadata[name];
    return value === undefined
      ? []
      : [{ name, value: Array.isArray(value) ? value.join(' ') : String(value) }];
  });
  const source = provider.endpoints ? 'the preset' : 'its discovery document';
  return {
    summary: `The endpoints of ${provider.name} are known from ${source}.`,
    parts: [
      { heading: 'Endpoints', lines: addresses },
      ...(lists.length > 0 ? [{ heading: `What ${provider.name} lists`, lines: lists }] : []),
    ],
  };
}
