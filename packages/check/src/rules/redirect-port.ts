import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { publishedPorts, servicesOf } from './services.ts';

export const redirectPort = defineRule({
  id: 'redirect-port',
  severity: 'error',
  over: 'workspace',
  needs: ['extension', 'compose'],
  what: 'With backend-callback, the compose file publishes the port of auth/src/extension.ts and no other. With extension-tab or the strategy none, it publishes no port.',
  why: 'The browser returns to the registered port. Another published port has no use, and may be in use already.',
  source: 'RFC 8252 section 7.3',
  fix: 'Publish 127.0.0.1:PORT:PORT with the port of extension.ts, or nothing.',
  check: ({ compose, extension }) => {
    const [backend] = servicesOf(compose);
    const strategy = extension?.members.get('strategy')?.value;
    if (backend === undefined || extension === undefined) return [];
    const ports = publishedPorts(backend.settings);
    if (strategy === 'extension-tab' || strategy === 'none') {
      const returns =
        strategy === 'none' ? 'the strategy none uses no port' : 'the browser returns to the tab';
      return ports.map(({ written, index }) =>
        problem(backend.place('ports', index), `${written} is published, but ${returns}.`),
      );
    }
    const port = extension.members.get('port')?.value;
    if (strategy !== 'backend-callback' || typeof port !== 'number') return [];
    const wrong = ports.filter(({ published, target }) => published !== `${port}` || target !== `${port}`);
    return [
      ...wrong.map(({ written, index }) =>
        problem(
          backend.place('ports', index),
          `${written} is published, but the browser returns to ${port}.`,
        ),
      ),
      ...(ports.length === 0
        ? [problem(backend.at, `Port ${port} is not published, but the browser returns to it.`)]
        : []),
    ];
  },
});
