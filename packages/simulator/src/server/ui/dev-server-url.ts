import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { invalidOption } from '../../errors.ts';

/** The loopback addresses, as `URL` writes host names. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Parses the URL of a development server.
 *
 * @param remote whether it may be on another machine
 * @throws SimulatorError `options-invalid`
 */
export function parseDevServerUrl(text: string, remote: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalidOption(
      `--ui-url takes the URL of a development server, such as http://localhost:3000, not "${text}".`,
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalidOption('--ui-url takes a URL without a user, a password, a query and a fragment.');
  }
  if (!remote && !loopback.test(url.hostname)) {
    throw invalidOption(
      `--ui-url takes a server on this machine (localhost, 127.0.0.1 or [::1]), not ${url.hostname}, because its scripts run with the ddClient. ` +
        'Add --remote-ui to allow another machine.',
    );
  }
  return url;
}

/** Resolves `localhost` without a name server, which could name another machine. Development servers listen on either address. */
export const lookupLoopback: LookupFunction = (hostname, options, callback) => {
  const family = isIP(hostname);
  if (family !== 0) return callback(null, [{ address: hostname, family }]);
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ];
  if (options.all) callback(null, addresses);
  else callback(null, '127.0.0.1', 4);
};
