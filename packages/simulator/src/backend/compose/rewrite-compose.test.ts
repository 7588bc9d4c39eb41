import { describe, expect, test } from '@jest/globals';
import { rewriteCompose } from './rewrite-compose.ts';

const own = `\${DESKTOP_PLUGIN_IMAGE}`;

function rewrite(services: object, folder: string | undefined = '/tmp/guest') {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const document = rewriteCompose(
    { name: 'own', services, volumes: { data: {} } },
    { image: 'acme/hello:1', folder, log },
  );
  return { document, services: document.services as Record<string, Record<string, unknown>>, lines };
}

describe('rewriteCompose', () => {
  test('names the image where it is the whole value, and leaves other images to Docker Compose', () => {
    const { services } = rewrite({
      a: { image: own },
      b: { image: '$DESKTOP_PLUGIN_IMAGE' },
      c: { image: `${own}-db` },
      d: { image: 'postgres:17' },
    });
    expect(Object.values(services).map(({ image }) => image)).toEqual([
      'acme/hello:1',
      'acme/hello:1',
      `${own}-db`,
      'postgres:17',
    ]);
  });

  test('adds the folder of the socket to each service, unless it mounts one there', () => {
    const { services } = rewrite({
      a: { volumes: ['data:/data'] },
      b: {},
      c: { volumes: ['/run/guest-services:/run/guest-services'] },
      d: { volumes: [{ type: 'bind', source: '/x', target: '/run/guest-services' }] },
      e: { volumes: ['/run/guest-services/acme_hello:/run/guest-services/acme_hello'] },
    });
    const mount = '/tmp/guest:/run/guest-services';
    expect(services.a?.volumes).toEqual(['data:/data', mount]);
    expect(services.b?.volumes).toEqual([mount]);
    expect(services.c?.volumes).toHaveLength(1);
    expect(services.d?.volumes).toHaveLength(1);
    expect(services.e?.volumes).toContain(mount);
  });

  test('adds no folder to an extension without a socket', () => {
    const rewritten = rewriteCompose(
      { services: { a: {} } },
      { image: 'a/b', folder: undefined, log: () => {} },
    );
    expect(rewritten).toEqual({ services: { a: {} } });
  });

  test.each([
    ['8080:80', '127.0.0.1:8080:80'],
    ['80', '127.0.0.1::80'],
    [80, '127.0.0.1::80'],
    ['0.0.0.0:8080:80', '127.0.0.1:8080:80'],
    ['[::]:8080:80', '127.0.0.1:8080:80'],
    ['192.168.1.2:8080:80/udp', '127.0.0.1:8080:80/udp'],
    ['3000-3005:3000-3005', '127.0.0.1:3000-3005:3000-3005'],
    [`\${DDEXT_TEST_PORT:-9000}:80`, '127.0.0.1:9000:80'],
    ['127.0.0.1:8080:80', '127.0.0.1:8080:80'],
    [{ target: 80, published: 8080 }, '127.0.0.1:8080:80'],
    [{ target: 80, published: '8080', host_ip: '0.0.0.0', protocol: 'udp' }, '127.0.0.1:8080:80/udp'],
    [{ target: 80, host_ip: '::' }, '127.0.0.1::80'],
    [
      { target: 80, published: 8080, host_ip: '127.0.0.1' },
      { target: 80, published: 8080, host_ip: '127.0.0.1' },
    ],
  ])('publishes the port %j as %j', (written, published) => {
    const { services, lines } = rewrite({ a: { ports: [written] } });
    expect(services.a?.ports).toEqual([published]);
    const isChanged = JSON.stringify(written) !== JSON.stringify(published);
    expect(lines).toEqual(
      isChanged ? ['The ports of a are published on 127.0.0.1 only, and not to other machines.'] : [],
    );
  });

  test('keeps everything else, without the name of the project', () => {
    const service = { environment: { A: '$B' }, depends_on: ['b'], command: 'x', privileged: true };
    const { document, services } = rewrite({ a: service, b: null });
    expect(services.a).toMatchObject(service);
    expect(document).toMatchObject({ volumes: { data: {} }, services: { b: null } });
    expect(document).not.toHaveProperty('name');
  });

  test('says that a service on the network of the machine is not restricted', () => {
    expect(rewrite({ a: { network_mode: 'host' } }).lines).toEqual([
      expect.stringContaining('a uses the network of this machine'),
    ]);
  });
});
