import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { publishedPorts, servicesOf } from './services.ts';

export const composeLoopback = defineRule({
  id: 'compose-loopback',
  over: 'both',
  what: 'Every published port is bound to 127.0.0.1, and no service shares the network of its host.',
  why: 'A port without an address is published on all interfaces, and the whole network can reach the callback server.',
  source: 'RFC 8252 section 8.3',
  fix: 'Write the port as 127.0.0.1:PORT:PORT, and remove network_mode: host.',
  check: ({ compose }) =>
    servicesOf(compose).flatMap(({ name, at, settings, place }) => [
      ...publishedPorts(settings)
        .filter(({ host }) => host !== '127.0.0.1')
        .map(({ written, index }) =>
          problem(place('ports', index), `The service ${name} publishes ${written} beyond 127.0.0.1.`),
        ),
      ...(settings.network_mode === 'host'
        ? [problem(at, `The service ${name} shares the network of its host.`)]
        : []),
    ]),
});
