import type { Evidence } from '../failure.ts';
import { providerFile, type Row } from '../row.ts';

const isEndpoints = ({ step }: Evidence) => step === 'endpoints';
const wellKnown = '/.well-known/openid-configuration';

/** The issuer that the discovery document names. */
function documentIssuer({ last }: Evidence): string | undefined {
  const issuer = last?.members?.issuer;
  return typeof issuer === 'string' ? issuer.slice(0, 200) : undefined;
}

const isPath = (issuer: string | undefined) =>
  issuer !== undefined && URL.canParse(issuer) && new URL(issuer).pathname !== '/';

/** Returns whether the issuers differ by a slash only. */
function difference(evidence: Evidence): string {
  const configured = evidence.provider?.issuer;
  const named = documentIssuer(evidence);
  if (named === `${configured}/`) return `The issuer of ${evidence.name} has a slash at its end: ${named}.`;
  if (`${named}/` === configured) return `The issuer of ${evidence.name} has no slash at its end: ${named}.`;
  return `The discovery document names another issuer than the one that is configured: ${named ?? 'another'}.`;
}

/** Causes in the issuer: not an https URL, or a discovery document that names another issuer or is at another URL. */
export const issuerRows: readonly Row[] = [
  {
    when: (evidence) => isEndpoints(evidence) && /not an https address/.test(evidence.message),
    cause: () => 'A provider on another machine has to be reached over https.',
    fix: ({ places }) => `Write https:// in ${places.issuer}.`,
  },
  {
    when: (evidence) => {
      const named = documentIssuer(evidence);
      return isEndpoints(evidence) && named !== undefined && named !== evidence.provider?.issuer;
    },
    cause: difference,
    fix: (evidence) => `Set ${evidence.places.issuer} to exactly ${documentIssuer(evidence)}`,
  },
  {
    when: (evidence) =>
      isEndpoints(evidence) && [301, 302, 303, 307, 308].includes(evidence.last?.status ?? 0),
    cause: ({ last }) =>
      `The address redirects to ${last?.location?.slice(0, 200) ?? 'another one'}: the issuer is another.`,
    fix: ({ places, last }) =>
      `Set ${places.issuer} to the address that it redirects to, without ${wellKnown}${last?.location ? `: ${last.location.split('/.well-known/')[0]}` : ''}`,
  },
  {
    when: (evidence) => isEndpoints(evidence) && [401, 403].includes(evidence.last?.status ?? 0),
    cause: ({ last }) => `The discovery document is not public: the server returned HTTP ${last?.status}.`,
    fix: ({ places }) =>
      `Open ${wellKnown} to everyone at the server or its proxy, or correct ${places.issuer}.`,
  },
];

/** Causes in the metadata: no discovery document, or an unusable one (OpenID Connect Discovery 1.0 section 4). */
export const metadataRows: readonly Row[] = [
  {
    when: (evidence) =>
      isEndpoints(evidence) &&
      evidence.last !== undefined &&
      evidence.last.status < 500 &&
      evidence.last.status !== 429,
    cause: ({ last, provider }) =>
      last?.status === 200
        ? 'The response at this URL is not a discovery document.'
        : `There is no discovery document at this issuer: HTTP ${last?.status}${isPath(provider?.issuer) ? ', so the path (tenant, realm) is wrong' : ''}.`,
    fix: ({ places }) =>
      `Correct ${places.issuer}: the address before ${wellKnown}, tenant or realm included.`,
  },
  {
    when: ({ codes, provider, step }) =>
      step === 'authorization' &&
      provider?.pushedAuthorization === true &&
      codes.includes('OAUTH_MISSING_SERVER_METADATA'),
    cause: ({ name }) => `${name} has no pushed authorization request endpoint.`,
    fix: () => `Remove pushedAuthorization from ${providerFile}, or set it to false.`,
  },
  {
    when: ({ codes, message }) =>
      codes.some((code) => /^OAUTH_(?:MISSING|INVALID)_SERVER_METADATA$|_FORBIDDEN$/.test(code)) ||
      /not an https address/.test(message),
    cause: ({ name }) => `${name} names an endpoint that is missing, or that is not an https address.`,
    fix: ({ places, name }) =>
      `Set the public address (front-end URL) of the server at ${name}, https included, or correct ${places.issuer}.`,
  },
];
