import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { publishedPorts, servicesOf } from './services.ts';

const isLoopback = (host: string) => /^(127(\.\d+){3}|::1|localhost)$/.test(host);

export const composeLoopback = defineRule({
  id: 'compose-loopback',
  severity: 'warning',
  over: 'both',
  needs: ['compose'],
  what: 'Every published port is bound to 127.0.0.1, and no service shares the network of its host.',
  why: 'A port without an address is published on all interfaces, and the whole network can reach the callback server.',
  source: 'RFC 8252 section 8.3',
  fix: 'Write the port as 127.0.0.1:PORT:PORT, and remove network_mode: host.',
  check: ({ compose }) =>
    servicesOf(compose).flatMap(({ name, at, settings, place }) => [
      ...publishedPorts(settings)
        .filter(({ host }) => !isLoopback(host))
        .map(({ written, index }) =>
          problem(place('ports', index), `The service ${name} publishes ${written} beyond 127.0.0.1.`),
        ),
      ...(settings.network_mode === 'host'
        ? [problem(at, `The service ${name} shares the network of its host.`)]
        : []),
    ]),
});
