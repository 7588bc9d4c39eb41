import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../dev/free-port.mjs';
import { type Composed, hosts, startComposed } from './support/compose.ts';
import { docker, dockerCommand, noCompose } from './support/docker.ts';
import { ifInterrupted } from './support/if-interrupted.mjs';
import { createForImage } from './support/workspace.ts';

const withCompose = noCompose ? test.skip : test;
const image = `acme/callers:e2e-${crypto.randomUUID().slice(0, 8)}`;
const paths = [
  'session',
  'sign-in',
  'attempts/a',
  'tab-callback',
  'sign-out',
  'access-token',
  'fetch',
  'rotate-key',
];

/** The hosts that publish the socket, and where another container of the same network reaches it. */
const publishing = Object.entries(hosts).flatMap(([host, rewrite]) => {
  if (host.startsWith('Rancher')) return [{ host, rewrite, inside: 'rdx-proxy:80' }];
  return host.startsWith('Podman') ? [{ host, rewrite, inside: 'podman-sidecar:10000' }] : [];
});

let composed: Composed;
let origin: string;
let leftBehind: ReturnType<typeof ifInterrupted>;

beforeAll(async () => {
  if (noCompose) return;
  const workspace = await createForImage('callers', '--port', String(await freePort()));
  leftBehind = ifInterrupted(`${docker} image rm --force ${image}`);
  await dockerCommand('build', '--network', 'host', '--tag', image, workspace);
});

afterAll(async () => {
  if (!leftBehind) return;
  await dockerCommand('image', 'rm', '--force', image);
  await leftBehind.done();
});

/** Calls the backend as soon as it listens. */
async function post(
  path: string,
  body: object,
): Promise<{ value?: Record<string, unknown>; error?: { code: string } }> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  // Retries for as long as Jest allows a test, because a backend that has exited never responds.
  const end = AbortSignal.timeout(1_800_000);
  while (!end.aborted) {
    const response = await fetch(`${origin}${path}`, init).catch(() => undefined);
    if (response) return JSON.parse(await response.text());
    await delay(50);
  }
  throw new Error(`Could not reach the backend at ${origin}.`);
}

/** The error codes that another container of the same network receives for each path. */
async function codesInContainer(address: string, bodies: readonly object[]): Promise<unknown> {
  const script = `(async () => {
    const codes = [];
    for (const path of ${JSON.stringify(paths)})
      for (const body of ${JSON.stringify(bodies)})
        for (const method of ['GET', 'POST']) {
          const sent = method === 'POST' ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
          const response = await fetch('http://${address}/auth/' + path, { method, ...sent });
          codes.push((await response.json()).error?.code);
        }
    const keys = ['${randomBytes(32).toString('base64url')}'];
    const unlock = await fetch('http://${address}/auth/unlock', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ keys }),
    });
    console.log(JSON.stringify({ codes, unlock: (await unlock.json()).error?.code }));
  })()`;
  const label = '{{index .Config.Labels "com.docker.compose.project"}}';
  const project = (await dockerCommand('inspect', '--format', label, composed.container)).trim();
  const network = `${project}_default`;
  return JSON.parse(await dockerCommand('run', '--rm', '--network', network, image, 'node', '-e', script));
}

describe.each(publishing)(`a generated backend in $host ${noCompose ?? ''}`, ({ rewrite, inside }) => {
  beforeAll(async () => {
    if (noCompose) return;
    composed = await startComposed(image, rewrite);
    origin = `http://${composed.address}`;
  });
  afterAll(() => composed?.takeDown());

  const keys = [randomBytes(32).toString('base64url')];

  withCompose(
    'rule 49: another container gets the fixed refusal from every route, and the page still works',
    async () => {
      const { value } = await post('/auth/unlock', { keys });
      const session = () => post('/auth/session', { callerToken: value?.callerToken, data: {} });
      const before = await session();
      expect(before.value).toMatchObject({ accounts: [] });

      const bodies = [{}, { callerToken: randomBytes(32).toString('base64url'), data: {} }, { keys }];
      const refused = Array.from({ length: paths.length * bodies.length * 2 }, () => 'caller-unknown');
      expect(await codesInContainer(inside, bodies)).toEqual({ codes: refused, unlock: 'backend-owned' });
      expect(await session()).toEqual(before);
    },
  );

  withCompose(
    'rule 49: a local program gets the same refusal, also after the container restarts',
    async () => {
      await dockerCommand('restart', '--time', '2', composed.container);
      for (const path of paths) expect((await post(`/auth/${path}`, {})).error?.code).toBe('caller-unknown');
      expect((await post('/auth/unlock', { keys: ['A'.repeat(43)] })).error?.code).toBe('backend-owned');
      expect((await post('/auth/unlock', { keys })).value).toMatchObject({ used: 0 });
    },
  );

  withCompose(
    'after a reset, the next page claims the backend without the key of the first page',
    async () => {
      const next = [randomBytes(32).toString('base64url')];
      await dockerCommand('exec', '--user', '1000', composed.container, 'rm', '/data/owner.json');
      await dockerCommand('restart', '--time', '2', composed.container);
      expect((await post('/auth/unlock', { keys: next })).value).toMatchObject({ used: 0 });
      expect((await post('/auth/unlock', { keys })).error?.code).toBe('backend-owned');
    },
  );
});
