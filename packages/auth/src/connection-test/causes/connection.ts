import type { Evidence } from '../failure.ts';
import type { Row } from '../row.ts';

const has =
  (...codes: readonly string[]) =>
  (evidence: Evidence) =>
    evidence.codes.some((code) => codes.includes(code));

/**
 * Returns the host of the request. The message contains it in parentheses after the provider's name, which can contain
 * parentheses too.
 */
const hostOf = ({ message }: Evidence) =>
  [...message.matchAll(/\(([^()\s]+)\)/g)].at(-1)?.[1] ?? 'the server';

/** Returns a sentence: which setting contains the URL. */
const correct = ({ step, places: { issuer }, name }: Evidence) =>
  step === 'endpoints'
    ? `Correct ${issuer}`
    : `Correct the address that the discovery document of ${name} names, by the host name setting of the server, or ${issuer}`;

const isPlain = ({ provider }: Evidence) => provider?.issuer?.startsWith('http:') === true;

const certificateOf = ({ causes }: Evidence) => {
  const names = causes.map(({ cert }) => (cert as { subjectaltname?: string } | undefined)?.subjectaltname);
  return names.find((name) => name !== undefined)?.slice(0, 200) ?? 'other names';
};

const certificateRows: readonly Row[] = [
  {
    when: has(
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_UNTRUSTED'],
    ),
    cause: (evidence) =>
      `${hostOf(evidence)} presents a certificate of a certificate authority (CA) that Node does not trust.`,
    fix: () =>
      'Set NODE_EXTRA_CA_CERTS to the path of a PEM file with the certificate of that CA, in the environment of pnpm and in compose.yaml.',
  },
  {
    when: has('CERT_HAS_EXPIRED'),
    cause: (evidence) => `The certificate of ${hostOf(evidence)} has expired.`,
    fix: (evidence) => `Renew the certificate of ${hostOf(evidence)}; check the clock of this computer too.`,
  },
  {
    when: has('CERT_NOT_YET_VALID'),
    cause: (evidence) => `The certificate of ${hostOf(evidence)} is not valid yet.`,
    fix: (evidence) => `Set the clock of this computer, or replace the certificate of ${hostOf(evidence)}.`,
  },
  {
    when: has('ERR_TLS_CERT_ALTNAME_INVALID'),
    cause: (evidence) =>
      `The certificate is for another host name: it has ${certificateOf(evidence)}, not ${hostOf(evidence)}.`,
    fix: (evidence) => `${correct(evidence)}: use a host name of the certificate.`,
  },
  {
    when: (evidence) => evidence.codes.some((code) => /^CERT_/.test(code)),
    cause: (evidence) => `The certificate of ${hostOf(evidence)} is not valid.`,
    fix: (evidence) => `Replace the certificate of ${hostOf(evidence)}.`,
  },
];

const protocolRows: readonly Row[] = [
  {
    when: has(
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_PACKET_LENGTH_TOO_LONG',
      'ERR_SSL_HTTP_REQUEST',
      'EPROTO',
    ),
    cause: (evidence) => `${hostOf(evidence)} does not speak TLS at this port: it is a plain http port.`,
    fix: (evidence) =>
      `${correct(evidence)}: write the https port, or http:// for a server on this machine (DDEXT_INSECURE_LOOPBACK_ISSUER=1).`,
  },
  {
    when: (evidence) =>
      isPlain(evidence) &&
      (evidence.codes.some((code) => /^(?:HPE_|UND_ERR_SOCKET$|ECONNRESET$)/.test(code)) ||
        (evidence.step === 'endpoints' && evidence.last?.status === 400 && !evidence.last.members)),
    cause: (evidence) => `${hostOf(evidence)} does not take plain http at this port: it expects TLS.`,
    fix: (evidence) => `${correct(evidence)}: write https:// in place of http://.`,
  },
  {
    when: (evidence) => evidence.codes.some((code) => /^ERR_SSL_|^ERR_TLS_/.test(code)),
    cause: (evidence) =>
      `${hostOf(evidence)} rejected the TLS handshake: it requires a client certificate, or another TLS version.`,
    fix: (evidence) => `Allow TLS 1.2 or 1.3 without client certificates at ${hostOf(evidence)}.`,
  },
];

const networkRows: readonly Row[] = [
  {
    when: has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL'),
    cause: (evidence) => `The host name of ${hostOf(evidence)} does not resolve (DNS).`,
    fix: (evidence) => `${correct(evidence)}; if it is right, check DNS and VPN of this computer.`,
  },
  {
    when: has('ECONNREFUSED'),
    cause: (evidence) =>
      `Could not reach ${hostOf(evidence)}: the connection was refused, so no server listens at that port.`,
    fix: (evidence) => `Start the server, or: ${correct(evidence)}, port included.`,
  },
  {
    when: has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'),
    cause: (evidence) => `Could not reach ${hostOf(evidence)}: there is no route to it from here.`,
    fix: (evidence) => `Check network and VPN of this computer. ${correct(evidence)} if it is wrong.`,
  },
  {
    when: has(
      'ETIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'UND_ERR_HEADERS_TIMEOUT',
      'TimeoutError',
      'OAUTH_TIMEOUT',
    ),
    cause: (evidence) =>
      `Could not reach ${hostOf(evidence)} in time: a firewall, or a proxy that is not set.`,
    fix: (evidence) =>
      `Set HTTPS_PROXY and NODE_USE_ENV_PROXY=1 where a proxy is needed. ${correct(evidence)} if it is wrong.`,
  },
  {
    when: ({ causes }) => causes.some(({ message }) => message === 'bad port'),
    cause: (evidence) =>
      `Could not reach ${hostOf(evidence)}: Node blocks requests to this port (Fetch standard).`,
    fix: (evidence) => `${correct(evidence)}: choose another port.`,
  },
  {
    when: has('ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'ECONNABORTED'),
    cause: (evidence) => `${hostOf(evidence)} closed the connection without a response.`,
    fix: (evidence) =>
      `Look at the log of the server, and at proxies in between. ${correct(evidence)} if it is wrong.`,
  },
];

/**
 * Causes of a failed connection, by the runtime's code. Certificates and TLS are first, because the server is
 * reachable.
 */
export const connectionRows: readonly Row[] = [...certificateRows, ...protocolRows, ...networkRows];
