import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { resolveAddOptions } from '../options.ts';
import { readCompose } from '../reading/compose.ts';
import type { OwnServer } from '../reading/server.ts';
import { withGateway } from './compose.ts';

const options = resolveAddOptions(
  { provider: ['github', 'oidc'], port: '51234' },
  { image: 'acme/things', title: 'Things: "a"' },
  () => false,
);

function gatewayIn(text: string, isFirst = true, given = options): string {
  const compose = readCompose('compose.yaml', text);
  if (compose === undefined) throw new Error('The text is not a compose file.');
  const server: OwnServer = {
    ...{
      service: compose.services[0],
      socket: 'a.sock',
      place: { where: 'compose' },
      user: undefined,
      node: undefined,
    },
  };
  return withGateway(compose, { options: given, server, isFirst });
}

describe('a compose file with the gateway', () => {
  test('keeps quotes, comments, anchors and blank lines', () => {
    const given = `# The services.
x-common: &common
  restart: always   # ours

services:
  own:
    <<: *common
    image: "\${DESKTOP_PLUGIN_IMAGE}"
    command: ["/s", '--socket=/run/guest-services/a.sock'] # the socket
    environment:
      - "SOCKET=/run/guest-services/a.sock"
    volumes:
      - 'data:/data'

      # the engine
      - /var/run/docker.sock:/var/run/docker.sock

volumes:
  data: {}
`;
    const text = gatewayIn(given);
    for (const line of given.split('\n'))
      expect(text).toContain(line.replace('/run/guest-services', '/run/ddext'));
    const { services, volumes } = parse(text, { merge: true });
    expect(Object.keys(services)).toEqual(['ddext-gateway', 'own']);
    expect(services.own.volumes.at(-1)).toBe('ddext-inner:/run/ddext');
    expect(services['ddext-gateway'].environment).toMatchObject({
      DDEXT_TITLE: 'Things: "a"',
      OIDC_ISSUER: '',
    });
    expect(Object.keys(volumes)).toEqual(['data', 'ddext-data', 'ddext-inner']);
    expect(text).toMatch(
      /\nservices:\n {2}ddext-gateway:\n {4}# Added by create-ddext-oauth: .*\n {4}image: /,
    );
  });

  test('keeps CRLF, also at its comment', () => {
    const text = gatewayIn('services:\r\n  own:\r\n    image: a\r\n');
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('  ddext-gateway:\r\n    # Added');
  });

  test('has no variable in place of a dollar sign', () => {
    const text = gatewayIn('services:\n  own:\n    image: a\n', true, { ...options, title: 'Save $HOME' });
    expect(text).toContain('DDEXT_TITLE: Save $$HOME\n');
  });

  test('mounts the folder of the sockets as the backend does', () => {
    const given =
      'services:\n  own:\n    image: x\n    volumes:\n      - /run/guest-services/acme:/run/guest-services\n';
    const { services } = parse(gatewayIn(given));
    expect(services['ddext-gateway'].volumes).toContain('/run/guest-services/acme:/run/guest-services');
    expect(services.own.volumes).toEqual([
      '/run/guest-services/acme:/run/guest-services',
      'ddext-inner:/run/ddext',
    ]);
  });

  test('with an anchor on its map of services is left to the author', () => {
    expect(() => gatewayIn('services: &all { own: { image: x } }\nx-all: *all\n')).toThrow(
      'compose.yaml cannot be changed: the change does not fit into its syntax. Write maps and lists without anchors on lines of their own',
    );
  });

  test.each([
    ['indentation of four', 'services:\n    own:\n        image: x\n        volumes: ["a:/b"]\n'],
    ['maps in braces', 'services: { own: { image: x, volumes: ["a:/b"] } }\nvolumes: { a: {} }\n'],
    ['empty volumes', 'services:\n  own:\n    image: x\n    volumes:\n      - a:/b\nvolumes:\n'],
    ['CRLF', 'version: "3"\r\nservices:\r\n  own:\r\n    image: x\r\n    volumes:\r\n    - a:/b\r\n'],
    ['no line break at its end', 'services:\n  own:\n    image: x\n    volumes:\n      - a:/b'],
    [
      'volumes before services',
      'volumes:\n  a:\nservices:\n  own:\n    image: x\n    volumes:\n      - a:/b\n',
    ],
  ])('is valid with %s', (_title, given) => {
    for (const isFirst of [true, false]) {
      const { services, volumes } = parse(gatewayIn(given, isFirst));
      expect(Object.keys(services)).toEqual(isFirst ? ['ddext-gateway', 'own'] : ['own', 'ddext-gateway']);
      expect(services.own).toEqual({ image: 'x', volumes: ['a:/b', 'ddext-inner:/run/ddext'] });
      expect(volumes).toMatchObject({ 'ddext-data': {}, 'ddext-inner': {} });
    }
  });
});
