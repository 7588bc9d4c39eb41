import { describe, expect, test } from '@jest/globals';
import { createDdClient } from './create-dd-client.ts';
import type { ClientEnvironment } from './environment.ts';
import type { SimulatedHost } from './host.ts';
import { rejectionIn, userAgentIn } from './host.ts';

const environment: Omit<ClientEnvironment, 'host'> = {
  image: 'acme/hello:1.0.0',
  hasVm: true,
  hasService: true,
  responseShape: 'body',
  platform: 'linux',
  arch: 'x64',
  hostname: 'host',
  variables: {},
};
const answer = { status: 418, statusText: "I'm a Teapot", headers: {}, body: 'short and stout' };

function clientIn(host: SimulatedHost) {
  const sent: string[] = [];
  const send = async (operation: string) => {
    sent.push(operation);
    return Response.json(answer);
  };
  return { client: createDdClient(send, { ...environment, host }, () => true), sent };
}

describe('the client of the host', () => {
  test.each([
    ['docker', 'acme/hello:1.0.0'],
    ['rancher', 'acme/hello:1.0.0'],
    ['podman', ''],
  ] as const)('%s names the image "%s"', (host, image) => {
    expect(clientIn(host).client.extension.image).toBe(image);
  });

  test.each([
    ['docker', { name: "I'm a Teapot", message: 'short and stout', statusCode: 418 }],
    ['rancher', { name: "I'm a Teapot", message: 'short and stout', statusCode: 418 }],
    ['podman', new Error("I'm a Teapot")],
  ] as const)('%s rejects a response outside 2xx with its own shape', async (host, error) => {
    await expect(clientIn(host).client.extension.vm?.service?.get('/tea')).rejects.toEqual(error);
  });

  test.each([401, 403])('podman hides the status %i', (status) => {
    expect(rejectionIn('podman', { ...answer, status })).toEqual(new Error('Unable to get access'));
  });

  test('podman has no programs of the extension, and sends none of their names', async () => {
    const { client, sent } = clientIn('podman');
    const missing = new Error('Failed to execute command: spawn helper ENOENT');
    await expect(client.extension.host?.cli.exec('helper', [])).rejects.toEqual(missing);
    const errors: unknown[] = [];
    client.extension.host?.cli.exec('helper', [], {
      stream: { onOutput: () => {}, onError: (error) => errors.push(error) },
    });
    expect([errors, sent]).toEqual([[missing], []]);
  });

  test('docker throws for a URL that is not http or https, which the others pass on', () => {
    const open = (host: SimulatedHost) => clientIn(host).client.host.openExternal('mailto:a@example.com');
    expect(() => open('docker')).toThrow(TypeError);
    open('rancher');
    open('podman');
  });

  test('rancher has no navigation, and that of podman does nothing', async () => {
    expect(clientIn('rancher').client.desktopUI.navigate).toEqual({});
    const { client, sent } = clientIn('podman');
    await client.desktopUI.navigate.viewContainers();
    expect(sent).toEqual([]);
  });
});

test('the user agent names the host', () => {
  expect(userAgentIn('docker', 'Chrome/1')).toBe('Chrome/1 DockerDesktop/simulated');
  expect(userAgentIn('rancher', 'Chrome/1')).toBe('Chrome/1 RancherDesktop/simulated');
  expect(userAgentIn('podman', 'Chrome/1')).toBe('Chrome/1 PodmanDesktop/simulated');
});
