import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { v1 } from '@docker/extension-api-client-types';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enterOverHttp } from '../http/enter-over-http.ts';
import type { Simulator } from '../options.ts';
import { startSimulator } from '../start.ts';
import { nextEvent } from '../testing/clients/events.ts';
import { createExtension, type Fixture, metadata } from '../testing/extensions/fixture.ts';
import { createNodeDdClient } from './node.ts';

/** A simulated host binary and docker CLI. */
const helper = `#!/bin/sh
case "$1" in
  fail) echo working; echo broken >&2; exit 3 ;;
  stdin) cat; echo end ;;
  json) printf '{"n":1}\\n{"n":2}\\n' ;;
  object) echo '{"n":1}' ;;
  lines) printf 'one\\ntwo\\nlast' ;;
  wait) echo started; exec sleep 600 ;;
  env) echo "$GREETING" ;;
  where) pwd -P ;;
  kill) kill -9 $$ ;;
  *) printf '%s\\n' "$@" ;;
esac
`;

const path = [{ path: '/bin/helper' }];
const withHelper = { ...metadata, host: { binaries: [{ linux: path, darwin: path, windows: path }] } };

let fixture: Fixture;
let simulator: Simulator;
let dd: v1.DockerDesktopClient;
const opened: string[] = [];

const connect = (extensionUrl: string) =>
  createNodeDdClient({ extensionUrl, openExternal: (url) => opened.push(url) });

/** Returns the vm.service of a client. */
function serviceOf(client: v1.DockerDesktopClient): v1.HttpService {
  const service = client.extension.vm?.service;
  if (service === undefined)
    throw new Error('metadata.json exposes a socket, and the client has no service.');
  return service;
}

function run(args: string[], options?: v1.ExecOptions): Promise<v1.ExecResult> {
  if (dd.extension.host === undefined) throw new Error('The client has no host.');
  return dd.extension.host.cli.exec('helper', args, options);
}

function stream(args: string[], splitOutputLines = false): Promise<{ output: unknown[]; code: number }> {
  return new Promise((resolve, reject) => {
    const output: unknown[] = [];
    dd.extension.host?.cli.exec('helper', args, {
      stream: {
        splitOutputLines,
        onOutput: (data) => output.push(data),
        onError: reject,
        onClose: (code) => resolve({ output, code }),
      },
    });
  });
}

beforeAll(async () => {
  fixture = await createExtension({ 'metadata.json': JSON.stringify(withHelper), 'bin/helper': helper });
  await chmod(join(fixture.directory, 'bin/helper'), 0o755);
  simulator = await startSimulator(fixture.options);
  dd = await connect(simulator.extensionUrl);
});

afterAll(async () => {
  await simulator?.close();
  await fixture.remove();
});

describe('ddClient.extension.vm.service', () => {
  test('resolves to the body', async () => {
    expect(await serviceOf(dd).get('/hello')).toEqual({ hello: 'world' });
  });

  test('resolves to {headers, status, data} when switched to the wrapped shape', async () => {
    const { backendSocket = '' } = simulator;
    const other = await startSimulator({
      ...fixture.options,
      backend: { socket: backendSocket },
      responseShape: 'wrapped',
    });
    const service = serviceOf(await connect(other.extensionUrl));
    expect(await service.get('/hello')).toMatchObject({
      headers: { 'content-type': 'application/json; charset=utf-8' },
      status: 200,
      data: { hello: 'world' },
    });
    await other.close();
  });

  test('non-2xx rejects {name, message, statusCode}, a plain object', async () => {
    const error = await serviceOf(dd)
      .get('/refusal')
      .catch((reason: unknown) => reason);
    expect(error).toEqual({ name: "I'm a Teapot", message: 'I am a teapot', statusCode: 418 });
    expect(error).not.toBeInstanceOf(Error);
  });

  test('parses JSON if possible, and otherwise returns the text', async () => {
    expect(await serviceOf(dd).get('/text')).toBe('just text');
    expect(await serviceOf(dd).head('/hello')).toBe('');
  });

  test.each(['post', 'put', 'patch'] as const)(
    '%s sends object payloads as application/json',
    async (method) => {
      expect(await serviceOf(dd)[method]('/echo', { a: 1 })).toEqual({
        method: method.toUpperCase(),
        type: 'application/json',
        body: { a: 1 },
      });
    },
  );

  test('request sends method, headers and data', async () => {
    const headers = { 'x-test': 'yes', 'content-type': 'text/plain' };
    const answer = await serviceOf(dd).request({ url: '/echo', method: 'delete', headers, data: 'plain' });
    expect(answer).toEqual({ method: 'DELETE', type: 'text/plain', header: 'yes', body: 'plain' });
  });

  test('bad argument types throw TypeError synchronously', () => {
    const service = serviceOf(dd);
    expect(() => service.get(1 as unknown as string)).toThrow(TypeError);
    expect(() => service.get('hello')).toThrow('starts with "/"');
    expect(() => service.request({ url: '/a' } as v1.RequestConfig)).toThrow(TypeError);
  });

  test('is undefined if metadata.json exposes no socket', async () => {
    const { vm: _, ...rest } = metadata;
    const bare = await createExtension({ 'metadata.json': JSON.stringify(rest) });
    const { backend: _none, ...options } = bare.options;
    const other = await startSimulator(options);
    const client = await connect(other.extensionUrl);
    expect(client.extension.vm).toBeUndefined();
    expect(client.extension.image).toBe('acme/hello:1.0.0');
    await other.close();
    await bare.remove();
  });

  test('rejects with a message if the backend cannot be reached', async () => {
    const other = await startSimulator({ ...fixture.options, backend: { socket: '/nowhere.sock' } });
    const service = serviceOf(await connect(other.extensionUrl));
    await expect(service.get('/hello')).rejects.toMatchObject({
      statusCode: 502,
      message: expect.stringContaining('Could not reach the backend on its socket'),
    });
    await other.close();
  });
});

describe('exec', () => {
  test('blocking exec with a nonzero code rejects with the result', async () => {
    await expect(run(['fail'])).rejects.toMatchObject({ code: 3, stdout: 'working\n', stderr: 'broken\n' });
  });

  test('blocking exec that a signal ended rejects with the result', async () => {
    await expect(run(['kill'])).rejects.toMatchObject({ signal: 'SIGKILL' });
  });

  test('bad argument types throw TypeError synchronously', () => {
    const { exec } = dd.docker.cli;
    expect(() => exec('', [])).toThrow(TypeError);
    expect(() => exec('ps', 'all' as unknown as string[])).toThrow(
      'ddClient.docker.cli.exec requires an array of strings',
    );
    expect(() => exec('ps', [1 as unknown as string])).toThrow(TypeError);
    expect(() => exec('ps', [], 'x' as v1.ExecOptions)).toThrow(TypeError);
  });

  test('a result has lines, parseJsonLines and parseJsonObject', async () => {
    const result = await run(['json']);
    expect(result.lines()).toEqual(['{"n":1}', '{"n":2}']);
    expect(result.parseJsonLines()).toEqual([{ n: 1 }, { n: 2 }]);
    expect((await run(['object'])).parseJsonObject()).toEqual({ n: 1 });
  });

  test.each<[string, string[], string[]]>([
    ['without shell operators and variables', ['a && b', '$HOME', '`id`'], ['a', '&&', 'b', '$HOME', '`id`']],
    ['at spaces within an argument', ['--filter name=x', '-p 80:80'], ['--filter', 'name=x', '-p', '80:80']],
    [
      'without quotes, also after an equals sign',
      ['"a b"', "'c d'", '--format="{{.Names}}"'],
      ['a b', 'c d', '--format={{.Names}}'],
    ],
    [
      'with a quote across arguments',
      ['--mount', 'type=bind,source="/a', 'b"'],
      ['--mount', 'type=bind,source=/a b'],
    ],
    ['with escaped characters', ['a\\ b', '\\"c\\"', "'\\d'"], ['a b', '"c"', '\\d']],
    ['without the quotes in JSON', ['{"n": 1}'], ['{n:', '1}']],
  ])('blocking exec splits the joined arguments as Docker Desktop does: %s', async (_, args, words) => {
    expect((await run(args)).lines()).toEqual(words);
  });

  test('blocking exec splits the command too', async () => {
    const result = await dd.extension.host?.cli.exec('helper one "two three"', []);
    expect(result?.lines()).toEqual(['one', 'two three']);
  });

  test('blocking exec rejects an open quote with what to do', async () => {
    await expect(run(['"half'])).rejects.toMatchObject({
      code: 127,
      stderr: expect.stringMatching(/A quote is not closed in: helper "half\. .* Escape the quote/),
    });
  });

  test('blocking exec masks secrets in that message', async () => {
    await expect(run(['--password', 's3cret', '"half'])).rejects.toMatchObject({
      stderr: expect.stringContaining('helper --password ••• "half'),
    });
  });

  test('stream: arguments are passed unchanged', async () => {
    const args = ['a b', '"quoted"', '"half', '\\'];
    const { output } = await stream(args, true);
    expect(output).toEqual(args.map((stdout) => ({ stdout })));
  });

  test('no stdin', async () => {
    expect((await run(['stdin'])).stdout).toBe('end\n');
  });

  test('cwd and env are passed to the command', async () => {
    expect((await run(['env'], { env: { GREETING: 'hi' } })).stdout).toBe('hi\n');
    expect((await run(['where'], { cwd: '/' })).stdout).toBe('/\n');
  });

  test('stream: output comes in chunks, or per line', async () => {
    expect(await stream(['lines'], true)).toEqual({
      output: [{ stdout: 'one' }, { stdout: 'two' }, { stdout: 'last' }],
      code: 0,
    });
    const { output, code } = await stream(['fail']);
    expect(output).toEqual(expect.arrayContaining([{ stdout: 'working\n' }, { stderr: 'broken\n' }]));
    expect(code).toBe(3);
  });

  test('streaming processes receive SIGTERM when they are closed or their page is closed', async () => {
    const ended = nextEvent(simulator.dashboardUrl, (event) =>
      event.type === 'call' &&
      event.call.method === 'extension.host.cli.exec' &&
      event.call.state !== 'pending'
        ? JSON.stringify(event.call).includes('SIGTERM') || undefined
        : undefined,
    );
    const closed: unknown[] = [];
    await new Promise<void>((resolve) => {
      const child = dd.extension.host?.cli.exec('helper', ['wait'], {
        stream: {
          onOutput: () => {
            child?.close();
            resolve();
          },
          onClose: (code) => closed.push(code),
        },
      });
    });
    expect(await ended).toBe(true);
    expect(closed).toEqual([]);
  });

  test('docker.cli.exec runs the docker binary', async () => {
    const bin = join(fixture.directory, 'fake');
    await mkdir(bin);
    await writeFile(join(bin, 'docker'), helper, { mode: 0o755 });
    const { PATH } = process.env;
    process.env.PATH = `${bin}:${PATH}`;
    try {
      expect((await dd.docker.cli.exec('ps', ['--all'], { cwd: '/' })).lines()).toEqual(['ps', '--all']);
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('a variable that selects a program is rejected by name, and nothing runs', async () => {
    for (const name of ['PATH', 'LD_PRELOAD', 'DOCKER_HOST']) {
      await expect(run(['env'], { env: { GREETING: 'hi', [name]: '/tmp' } })).rejects.toMatchObject({
        code: 127,
        stdout: '',
        stderr: expect.stringContaining(`does not let a page set "${name}"`),
      });
    }
  });

  test('host.cli.exec runs only what metadata.json declares', async () => {
    await expect(dd.extension.host?.cli.exec('sh', ['-c', 'true'])).rejects.toMatchObject({
      code: 127,
      stderr: expect.stringContaining('"sh" is not a binary of this extension'),
    });
  });

  test('calls that are not served are counted by name, for the dashboard and for a program', async () => {
    const before = simulator.unservedCalls();
    const vm = 'extension.vm.cli.exec';
    const { execHostCmd } = dd as unknown as { execHostCmd: () => void };
    await expect(dd.extension.vm?.cli.exec('ls', [])).rejects.toMatchObject({ code: 127 });
    await expect(dd.extension.vm?.cli.exec('ls', [])).rejects.toMatchObject({ code: 127 });
    await dd.desktopUI.navigate.viewImages();
    expect(() => execHostCmd()).toThrow('Use ddClient.extension.host.cli.exec');
    const published = await nextEvent(simulator.dashboardUrl, (event) =>
      event.type === 'unserved' && event.calls.some(({ method }) => method === 'execHostCmd')
        ? event.calls
        : undefined,
    );
    const countOf = (calls: typeof before, name: string) =>
      calls.find(({ method }) => method === name)?.count ?? 0;
    expect(published).toEqual(simulator.unservedCalls());
    expect(countOf(published, vm) - countOf(before, vm)).toBe(2);
    expect(published).toContainEqual({
      method: 'desktopUI.navigate.viewImages',
      count: expect.any(Number),
      reason: expect.stringContaining('no such page'),
    });
    const counts = published.map(({ count }) => count);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
  });

  test('vm.cli.exec rejects with the message that there is no VM', async () => {
    await expect(dd.extension.vm?.cli.exec('ls', [])).rejects.toMatchObject({
      stderr: expect.stringContaining('The simulator has no VM'),
    });
  });
});

describe('the rest of the client', () => {
  test('openExternal accepts http and https only', () => {
    dd.host.openExternal('https://example.com/a?b=c');
    for (const url of ['docker-desktop://dashboard/open', 'file:///etc/passwd', 'javascript:1', 'nonsense']) {
      expect(() => dd.host.openExternal(url)).toThrow(TypeError);
    }
    expect(opened).toEqual(['https://example.com/a?b=c']);
  });

  test('a toast reaches the dashboard', async () => {
    const shown = nextEvent(
      simulator.dashboardUrl,
      (event) => (event.type === 'toast' && event.message === 'Careful' ? event.level : undefined),
      () => dd.desktopUI.toast.warning('Careful'),
    );
    expect(await shown).toBe('warning');
  });

  test('navigation intents are recorded', async () => {
    await dd.desktopUI.navigate.viewContainer('abc');
    const args = await nextEvent(simulator.dashboardUrl, (event) =>
      event.type === 'call' && event.call.method === 'desktopUI.navigate.viewContainer'
        ? event.call.args
        : undefined,
    );
    expect(args).toEqual(['abc']);
  });

  describe('showOpenDialog', () => {
    /** Opens a dialog, and returns what the dashboard shows and a function that answers it. */
    async function show(options: object) {
      const result = dd.desktopUI.dialog.showOpenDialog(options);
      const dialog = await nextEvent(simulator.dashboardUrl, (event) =>
        event.type === 'dialog' ? (event.dialog ?? undefined) : undefined,
      );
      const { url, headers } = await enterOverHttp(simulator.dashboardUrl);
      const answer = async (paths: unknown) => {
        const response = await fetch(new URL(`/dialog?id=${dialog.id}`, url), {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ paths }),
        });
        return `${response.status} ${await response.text()}`;
      };
      return { result, dialog, answer };
    }

    test('resolves to the path that the user chooses', async () => {
      const { result, dialog, answer } = await show({ title: 'Import', properties: ['openFile'] });
      expect(dialog.options).toEqual({ title: 'Import', properties: ['openFile'] });
      const path = join(fixture.directory, 'metadata.json');
      expect(await answer([path])).toBe('200 ');
      expect(await result).toEqual({ canceled: false, filePaths: [path] });
    });

    test('resolves to several folders', async () => {
      const { result, answer } = await show({ properties: ['openDirectory', 'multiSelections'] });
      expect(await answer([fixture.directory, '~'])).toBe('200 ');
      expect(await result).toEqual({ canceled: false, filePaths: [fixture.directory, homedir()] });
    });

    test('stays open if a path cannot be chosen, and gives the reason', async () => {
      const { result, answer } = await show({ properties: ['openFile'] });
      expect(await answer(['metadata.json'])).toMatch(/^400 "metadata\.json" is not an absolute path\./);
      expect(await answer(['/does/not/exist'])).toBe('400 "/does/not/exist" does not exist.');
      expect(await answer([fixture.directory])).toMatch(
        /^400 .* is a folder\. The extension asks for a file\.$/,
      );
      expect(await answer('/etc/passwd')).toBe('400 ');
      expect(await answer([])).toBe('200 ');
      expect(await result).toEqual({ canceled: true, filePaths: [] });
    });

    test('rejects a file if the extension asks for a folder', async () => {
      const { answer } = await show({ properties: ['openDirectory'] });
      const file = join(fixture.directory, 'metadata.json');
      expect(await answer([file])).toMatch(/^400 .* is a file\. The extension asks for a folder\.$/);
      expect(await answer([])).toBe('200 ');
    });
  });

  test('host has platform, architecture and name of this machine', () => {
    expect(dd.host).toMatchObject({ platform: process.platform, arch: process.arch });
    expect(dd.host.hostname).not.toBe('');
  });

  test('a URL that is not the simulator’s is rejected', async () => {
    const { origin } = new URL(simulator.extensionUrl);
    const wrong = [simulator.dashboardUrl, origin, `${origin}/__simulator/enter?token=guessed`];
    for (const url of wrong) await expect(connect(url)).rejects.toThrow('is not an extension page');
  });
});

describe('the extension’s origin', () => {
  test('is the same at the next start, so that localStorage is kept', async () => {
    const { backend: _, ...rest } = fixture.options;
    // A unique name, so that its preferred port is not in use.
    const options = { ...rest, image: `acme/kept-${process.pid}` };
    const first = await startSimulator(options);
    await first.close();
    const second = await startSimulator(options);
    for (const address of ['extensionUrl', 'dashboardUrl'] as const) {
      expect(new URL(second[address]).origin).toBe(new URL(first[address]).origin);
      expect(second[address]).not.toBe(first[address]);
    }
    await second.close();
  });

  test('is another one if that port is in use, but never the dashboard’s', async () => {
    const { backend: _, ...options } = fixture.options;
    const other = await startSimulator(options);
    const addresses = [simulator, other].flatMap((one) => [one.extensionUrl, one.dashboardUrl]);
    expect(new Set(addresses.map((address) => new URL(address).origin)).size).toBe(4);
    await other.close();
  });

  test('serves no page except the entry', async () => {
    const { url, headers } = await enterOverHttp(simulator.extensionUrl);
    expect((await fetch(new URL('/some/route', url), { headers })).status).toBe(404);
    expect((await fetch(new URL('/index.html', url), { headers })).status).toBe(200);
  });
});
