import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Simulator, startSimulator } from '@ddext-oauth/simulator';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../../dev/environment.mjs';
import { freePort } from '../../dev/free-port.mjs';
import { hasGo } from '../../dev/go.mjs';
import { bridgeInto } from './support/bridge.ts';
import { docker, dockerCommand, noCompose } from './support/docker.ts';
import {
  callSocket,
  clientOver,
  existingExtension,
  filesIn,
  inExisting,
  replaceIn,
  type Sent,
  signInAsAda,
} from './support/existing.ts';
import { startExisting } from './support/existing-compose.ts';
import { ifInterrupted } from './support/if-interrupted.mjs';
import { run } from './support/workspace.ts';

const noGo = (await hasGo()) ? undefined : '(skipped: Go is not installed)';
const skipped = noCompose ?? noGo;
const withAll = skipped ? test.skip : test;
const withGo = noGo ? test.skip : test;

/** A backend as `docker extension init` writes it: its socket is an argument. One route calls the provider's API with the user's token. */
const goService = `package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"things/signin"
)

func main() {
	inner := os.Getenv("DDEXT_INNER_SOCKET")
	if inner == "" {
		inner = "/run/ddext/ddext-auth.sock"
	}
	client := signin.New(inner)
	socket := flag.String("socket", "/run/guest-services/own.sock", "")
	flag.Parse()
	http.HandleFunc("/things", func(response http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		response.Header().Set("X-Own", "yes")
		response.WriteHeader(http.StatusTeapot)
		fmt.Fprintf(response, "%s %s", request.Method, body)
	})
	http.HandleFunc("/me", func(response http.ResponseWriter, request *http.Request) {
		var data struct{ Account string }
		token, _ := signin.Read(request, &data)
		_, me, err := client.Fetch(request.Context(), token, data.Account, "GET", "userinfo_endpoint", nil)
		json.NewEncoder(response).Encode(map[string]any{"ok": err == nil, "value": string(me), "error": err})
	})
	listener, err := net.Listen("unix", *socket)
	if err != nil {
		panic(err)
	}
	panic(http.Serve(listener, nil))
}
`;

const files = {
  Makefile: 'IMAGE?=acme/added\n',
  'README.md': '# Things\n',
  'metadata.json': `{
  "icon": "icon.svg",
  "vm": { "composefile": "compose.yaml", "exposes": { "socket": "own.sock" } },
  "ui": { "dashboard-tab": { "title": "Things", "root": "/ui", "src": "index.html" } }
}
`,
  'compose.yaml': `services:
  # theirs
  own:
    image: \${DESKTOP_PLUGIN_IMAGE}
`,
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  'ui/index.html': '<!doctype html>\n<html lang="en">\n<body>\n</body>\n</html>\n',
  'main.go': goService,
  'go.mod': 'module things\n\ngo 1.21\n',
  Dockerfile: `FROM scratch
LABEL com.docker.desktop.extension.api.version="0.3.4"
COPY service /service
COPY metadata.json compose.yaml icon.svg /
COPY ui /ui
CMD ["/service", "-socket", "/run/guest-services/own.sock"]
`,
};

const calls = [
  { path: '/things' },
  { method: 'PUT', path: '/things?a=%2F', body: 'a body' },
  { path: '/none' },
];

describe(`an extension with a backend in Go ${skipped ?? ''}`, () => {
  let folder: string;
  let simulator: Simulator | undefined;
  const image = `acme/added:e2e-${crypto.randomUUID().slice(0, 8)}`;
  let leftBehind: ReturnType<typeof ifInterrupted>;

  beforeAll(async () => {
    if (skipped) return;
    leftBehind = ifInterrupted(`${docker} image rm --force ${image} ${image}-before`);
    folder = await goExtension();
  });

  afterAll(async () => {
    if (skipped) return;
    await simulator?.close();
    await dockerCommand('image', 'rm', '--force', image, `${image}-before`);
    await leftBehind.done();
  });

  withAll(
    'signs in behind the gateway, calls an API in Go, answers its own routes as before, and is restored',
    async () => {
      const before = await filesIn(folder);
      await dockerCommand('build', '--tag', `${image}-before`, folder);
      const plain = await startExisting(`${image}-before`, folder);
      const expected = await answers(plain.socket);
      await plain.takeDown();

      await inExisting(folder, '--add', '--provider', 'oidc', '--port', String(await freePort()));
      simulator = await startSimulator({
        extensionDirectory: folder,
        image,
        ui: { dist: join(folder, 'ui') },
      });
      await configure(folder, simulator);
      await dockerCommand('build', '--network', 'host', '--tag', image, folder);
      const running = await startExisting(image, folder, {
        environment: { DDEXT_INSECURE_LOOPBACK_ISSUER: '1' },
      });
      const bridge = await bridgeInto(
        running.gateway,
        'node:24-slim',
        Number(new URL(simulator.identityProvider.issuer).port),
      );
      try {
        expect(await answers(running.socket)).toEqual(expected);
        const page = clientOver(running.socket);
        const account = await signInAsAda(page);
        const me = await page.client.callBackend('/me', { account });
        expect(JSON.parse(String(me))).toMatchObject({ sub: 'ada' });
        const stolen = { callerToken: 'guessed', data: { account } };
        const refused = await callSocket(running.socket, {
          ...{ method: 'POST', path: '/me', body: JSON.stringify(stolen) },
        });
        expect(JSON.parse(refused.body)).toMatchObject({ ok: false, error: { code: 'caller-unknown' } });
      } finally {
        await bridge.takeDown();
        await running.takeDown();
      }

      await rm(join(folder, '.ddext-simulator'), { recursive: true, force: true });
      const added = await filesIn(folder);
      await inExisting(folder, '--add');
      expect(await filesIn(folder)).toEqual(added);
      await inExisting(folder, '--remove');
      expect(await filesIn(folder)).toEqual(before);
    },
  );
});

describe(`an extension with a backend in Go that runs as a process ${noGo ?? ''}`, () => {
  let simulator: Simulator | undefined;
  let backend: ChildProcess | undefined;

  afterAll(async () => {
    backend?.kill();
    await simulator?.close();
  });

  withGo('signs in at the test identity provider without Docker, and calls an API in Go', async () => {
    const folder = await goExtension();
    await inExisting(folder, '--add', '--provider', 'oidc', '--port', String(await freePort()));
    const [own, inner] = [join(folder, 'own.sock'), join(folder, 'inner.sock')];
    backend = spawn('./service', ['-socket', own], {
      ...{ cwd: folder, stdio: 'inherit', env: { DDEXT_INNER_SOCKET: inner } },
    });
    const [gateway = ''] = await readdir(join(folder, '.ddext-oauth')).then((names) =>
      names.filter((name) => name.endsWith('.tgz')),
    );
    simulator = await startSimulator({
      ...{ extensionDirectory: folder, ui: { dist: join(folder, 'ui') } },
      backend: {
        command: `npx --yes --package=./.ddext-oauth/${gateway} ddext-gateway`,
        env: { DDEXT_FORWARD_TO: own, DDEXT_INNER_SOCKET: inner },
      },
    });
    const socket = simulator.backendSocket ?? '';
    await running(backend, async () => {
      expect(await callSocket(socket, { path: '/things' })).toMatchObject({ status: 418, body: 'GET ' });
    });
    const page = clientOver(socket);
    const account = await signInAsAda(page);
    const me = await page.client.callBackend('/me', { account });
    expect(JSON.parse(String(me))).toMatchObject({ sub: 'ada' });
  });
});

const server = `'use strict';
const express = require('express');

const app = express();
app.use(express.json());
app.post('/things', (request, response) => response.status(201).json({ own: request.body }));
app.listen(process.env.OWN_SOCKET || '/run/guest-services/own.sock');
`;

const expressFiles = {
  Makefile: 'IMAGE?=acme/added\n',
  'metadata.json': files['metadata.json'],
  'compose.yaml': files['compose.yaml'],
  'icon.svg': files['icon.svg'],
  'ui/index.html': files['ui/index.html'],
  'backend/package.json': '{\n  "name": "backend",\n  "dependencies": {\n    "express": "^4.22.1"\n  }\n}\n',
  'backend/pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'backend/server.js': server,
  Dockerfile: `FROM node:22-alpine
LABEL com.docker.desktop.extension.api.version="0.3.4"
WORKDIR /backend
COPY backend/ .
RUN npm install
COPY metadata.json compose.yaml icon.svg /
COPY ui /ui
CMD ["node", "server.js"]
`,
};

describe('an extension with a backend in Express 4 and CommonJS', () => {
  let folder: string;
  let simulator: Simulator | undefined;
  let backend: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await existingExtension(expressFiles);
  });

  afterAll(async () => {
    backend?.kill();
    await simulator?.close();
  });

  test('signs in in its process, and answers its own routes as before', async () => {
    const before = await filesIn(folder);
    const port = await freePort();
    await inExisting(folder, '--add', '--provider', 'oidc', '--port', String(port));
    simulator = await startSimulator({
      ...{ extensionDirectory: folder, image: 'acme/added', ui: { dist: join(folder, 'ui') } },
    });
    const cwd = join(folder, 'backend');
    const install = ['install', '--no-frozen-lockfile', '--prefer-offline', '--ignore-workspace'];
    await run('pnpm', install, { cwd });
    const { issuer, clientId } = simulator.identityProvider;
    const socket = join(folder, 'own.sock');
    backend = spawn(process.execPath, ['server.js'], {
      ...{ cwd, stdio: ['ignore', 'inherit', 'inherit'] },
      env: {
        ...{ PATH: process.env.PATH, OWN_SOCKET: socket, DDEXT_DATA: join(folder, 'data') },
        ...{ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, DDEXT_INSECURE_LOOPBACK_ISSUER: '1' },
        DDEXT_CALLBACK_ADDRESS: `127.0.0.1:${port}`,
      },
    });
    const own = { method: 'POST', path: '/things', body: '{"a":1}' };
    await running(backend, () => callSocket(socket, own));
    expect(await callSocket(socket, own)).toMatchObject({ status: 201, body: '{"own":{"a":1}}' });
    await signInAsAda(clientOver(socket));
    backend.kill();
    await once(backend, 'close');
    for (const path of [
      'own.sock',
      'data',
      'backend/node_modules',
      'backend/pnpm-lock.yaml',
      '.ddext-simulator',
    ])
      await rm(join(folder, path), { recursive: true, force: true });
    await inExisting(folder, '--remove');
    const { [join(folder, 'backend/pnpm-lock.yaml')]: _lockfile, ...others } = before;
    expect(await filesIn(folder)).toEqual(others);
  });
});

/** The extension with a backend in Go, and its program. */
async function goExtension(): Promise<string> {
  const client = await readFile(join(root, 'packages/gateway/go/signin.go'));
  const folder = await existingExtension({ ...files, 'signin/signin.go': client });
  const env = { ...process.env, CGO_ENABLED: '0' };
  await run('go', ['build', '-o', 'service', '.'], { cwd: folder, env });
  return folder;
}

/** Repeats a call until it succeeds. @throws Error if the process ends before */
async function running(child: ChildProcess, call: () => Promise<unknown>): Promise<void> {
  while (child.exitCode === null) {
    if (
      await call().then(
        () => true,
        () => false,
      )
    )
      return;
    await delay(50);
  }
  throw new Error(`The backend ended with exit code ${child.exitCode}.`);
}

async function answers(socket: string): Promise<readonly Sent[]> {
  return Promise.all(calls.map((call) => callSocket(socket, call)));
}

/** The author's part: the issuer and the client ID. */
async function configure(folder: string, { identityProvider }: Simulator): Promise<void> {
  const { issuer, clientId } = identityProvider;
  await replaceIn(folder, 'compose.yaml', 'OIDC_ISSUER: ""', `OIDC_ISSUER: ${issuer}`);
  await replaceIn(folder, 'compose.yaml', 'OIDC_CLIENT_ID: ""', `OIDC_CLIENT_ID: ${clientId}`);
}
