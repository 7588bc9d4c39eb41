import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { compose, createFolder, type Folder, metadata } from '../testing/extensions/fixture.ts';
import { readExtension } from './read-extension.ts';
import { strict, type Warn } from './warnings.ts';

let folder: Folder | undefined;
afterEach(async () => {
  await folder?.remove();
});

const files = {
  'metadata.json': JSON.stringify(metadata),
  'compose.yaml': compose(53682),
  'icon.svg': '<svg/>',
};

async function read(changed: Record<string, unknown> = {}, image = 'acme/hello', warn: Warn = strict) {
  const written = Object.entries(changed).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  folder = await createFolder({ ...files, ...Object.fromEntries(written) });
  return readExtension(folder.directory, image, warn);
}

function ports(...entries: unknown[]) {
  return { 'compose.yaml': JSON.stringify({ services: { backend: { ports: entries } } }) };
}

describe('readExtension', () => {
  test('reads title, entry, socket and published port', async () => {
    expect(await read()).toMatchObject({
      title: 'Hello',
      entry: 'index.html',
      exposesSocket: true,
      hasVm: true,
      publishedPort: 53682,
      image: { extensionId: 'acme/hello' },
    });
  });

  test('uses the socket of the dashboard tab if vm.exposes names none', async () => {
    const tab = { ...metadata.ui['dashboard-tab'], backend: { socket: 'backend.sock' } };
    const { exposesSocket } = await read({
      'metadata.json': { icon: 'icon.svg', ui: { 'dashboard-tab': tab } },
    });
    expect(exposesSocket).toBe(true);
  });

  test('an extension without a VM has neither socket nor port', async () => {
    expect(await read({ 'metadata.json': { ...metadata, vm: undefined } })).toMatchObject({
      hasVm: false,
      exposesSocket: false,
      publishedPort: undefined,
    });
  });

  test('an extension without a backend needs no compose file', async () => {
    const { directory, remove } = await createFolder({
      'metadata.json': JSON.stringify({ ...metadata, vm: undefined }),
      'icon.svg': '<svg/>',
    });
    expect(await readExtension(directory, 'acme/hello', strict)).toMatchObject({
      hasVm: false,
      composeFile: undefined,
      publishedPort: undefined,
    });
    await remove();
  });

  test('reads a compose file that the Dockerfile copies to another folder of the image', async () => {
    const { publishedPort, composeFile } = await read({
      'metadata.json': { ...metadata, vm: { composefile: '/vm/compose.yaml' } },
      Dockerfile: 'FROM scratch\nCOPY compose.yaml /vm/\n',
    });
    expect(publishedPort).toBe(53682);
    expect(composeFile).toBe(join(folder?.directory ?? '', 'compose.yaml'));
  });

  test('reads the long form of a published port', async () => {
    const { publishedPort } = await read(ports({ host_ip: '127.0.0.1', published: '8123', target: 80 }));
    expect(publishedPort).toBe(8123);
  });

  test('reads a published port that a service merges', async () => {
    const text =
      'x-common: &common\n  ports: ["127.0.0.1:8123:80"]\nservices:\n  backend:\n    <<: *common\n';
    expect((await read({ 'compose.yaml': text })).publishedPort).toBe(8123);
  });

  test('uses only the first service, like the SDK', async () => {
    const services = { backend: {}, database: { ports: ['5432:5432'] } };
    expect((await read({ 'compose.yaml': JSON.stringify({ services }) })).publishedPort).toBeUndefined();
  });

  test('finds the host binaries of this platform by their base names', async () => {
    const entry = [{ path: '/bin/helper' }];
    const host = { binaries: [{ linux: entry, darwin: entry, windows: entry }] };
    const { hostBinaries, directory } = await read({ 'metadata.json': { ...metadata, host } });
    expect([...hostBinaries.values()]).toEqual([expect.stringContaining(directory)]);
    expect([...hostBinaries.keys()]).toEqual(['helper']);
  });
});

const withBinaries = (entries: object[]) => ({
  'metadata.json': {
    ...metadata,
    host: { binaries: [{ linux: entries, darwin: entries, windows: entries }] },
  },
});

const withTab = (tab: object) => ({
  'metadata.json': { ...metadata, ui: { 'dashboard-tab': { ...metadata.ui['dashboard-tab'], ...tab } } },
});

/** Problems for which Docker Desktop, or its Marketplace, rejects the extension. The last column is the part that is still read. */
const problems: readonly [string, Record<string, unknown>, RegExp, object][] = [
  [
    'the title is missing',
    withTab({ title: '' }),
    /^metadata\.json: ui\.dashboard-tab\.title must be a non-empty string/,
    { title: 'Extension without a title' },
  ],
  [
    'the entry is missing',
    withTab({ src: undefined }),
    /ui\.dashboard-tab\.src must be a non-empty string/,
    { entry: 'index.html' },
  ],
  [
    'the root is missing',
    withTab({ root: undefined }),
    /ui\.dashboard-tab\.root must be a non-empty string/,
    { entry: 'index.html' },
  ],
  [
    'the icon is missing',
    { 'metadata.json': { ...metadata, icon: undefined } },
    /^metadata\.json: icon must/,
    { icon: undefined },
  ],
  [
    'the icon does not exist',
    { 'metadata.json': { ...metadata, icon: 'no.svg' } },
    /icon names a file that does not exist/,
    { icon: undefined },
  ],
  [
    'the icon is outside',
    { 'metadata.json': { ...metadata, icon: '../../etc/passwd' } },
    /icon points outside/,
    { icon: undefined },
  ],
  [
    'the socket is a path',
    { 'metadata.json': { ...metadata, vm: { exposes: { socket: '/run/a.sock' } } } },
    /vm\.exposes\.socket must be a file name without folders/,
    { exposesSocket: true },
  ],
  [
    'the compose file does not exist',
    { 'metadata.json': { ...metadata, vm: { composefile: 'other.yaml' } } },
    /^other\.yaml: cannot be read/,
    { publishedPort: undefined },
  ],
  [
    'the compose file is outside',
    { 'metadata.json': { ...metadata, vm: { composefile: '../a.yaml' } } },
    /vm\.composefile points outside/,
    { composeFile: undefined },
  ],
  [
    'the compose file is not YAML',
    { 'compose.yaml': '{ a: [' },
    /^compose\.yaml: is not YAML/,
    { publishedPort: undefined },
  ],
  [
    'the compose file has no service',
    { 'compose.yaml': 'services: {}' },
    /^compose\.yaml: services must name at least one/,
    { publishedPort: undefined },
  ],
  [
    'ports is not a list',
    { 'compose.yaml': 'services: {a: {ports: 80}}' },
    /services\.a\.ports must be a list/,
    { publishedPort: undefined },
  ],
  [
    'a port is open to the network',
    ports('53682:53682', '127.0.0.1:8123:80'),
    /services\.backend\.ports\[0\] publishes .* beyond this/,
    { publishedPort: 8123 },
  ],
  [
    'a port is bound to 0.0.0.0',
    ports('0.0.0.0:80:80'),
    /Bind it to 127\.0\.0\.1/,
    { publishedPort: undefined },
  ],
  ['a port is only a target', ports(80), /beyond this machine/, { publishedPort: undefined }],
  [
    'a port is out of range',
    ports('127.0.0.1:70000:80'),
    /needs one published port from 1 to 65535/,
    { publishedPort: undefined },
  ],
  ['a port is a variable', ports(`127.0.0.1:\${PORT}:80`), /uses a variable/, { publishedPort: undefined }],
  [
    'several ports are published',
    ports('127.0.0.1:1:1', '127.0.0.1:2:2'),
    /publishes several ports/,
    { publishedPort: 1 },
  ],
  [
    'host.binaries is not a list',
    { 'metadata.json': { ...metadata, host: { binaries: {} } } },
    /host\.binaries must be a list/,
    { hostBinaries: new Map() },
  ],
  [
    'a host binary has no path',
    withBinaries([{}]),
    /host\.binaries.* must be a string/,
    { hostBinaries: new Map() },
  ],
  [
    'a host binary is outside',
    withBinaries([{ path: '../../bin/sh' }]),
    /host\.binaries\[\]\.path points outside/,
    { hostBinaries: new Map() },
  ],
];

describe.each(problems)('if %s', (_when, changed, sentence, left) => {
  test('readExtension warns with the file and the key, and reads the rest', async () => {
    const warnings: string[] = [];
    const extension = await read(changed, 'acme/hello', ({ message }) => warnings.push(message));
    expect(extension).toMatchObject(left);
    expect(warnings).toEqual([expect.stringMatching(sentence)]);
  });

  test('readExtension rejects the extension in strict mode', async () => {
    await expect(read(changed)).rejects.toMatchObject({
      code: 'extension-invalid',
      message: expect.stringMatching(sentence),
    });
  });
});

describe('readExtension fails if', () => {
  const ignore: Warn = () => {};

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['metadata.json is not JSON', { 'metadata.json': '{' }, /^metadata\.json: is not JSON/],
    [
      'metadata.json is a list',
      { 'metadata.json': [] },
      /^metadata\.json: the whole file must be one JSON object/,
    ],
  ])('%s', async (_when, changed, sentence) => {
    await expect(read(changed, 'acme/hello', ignore)).rejects.toMatchObject({
      code: 'extension-invalid',
      message: expect.stringMatching(sentence),
    });
  });

  test('metadata.json is missing', async () => {
    folder = await createFolder({});
    await expect(readExtension(folder.directory, 'acme/hello', strict)).rejects.toThrow(
      /^metadata\.json: cannot be read/,
    );
  });

  test.each(['hello', 'Acme/Hello', 'acme/hello:', 'acme//hello', ''])('the image is "%s"', async (image) => {
    await expect(read({}, image)).rejects.toMatchObject({ code: 'image-invalid' });
  });
});

test.each([
  ['acme/hello', 'acme/hello'],
  ['acme/hello:1.2.3', 'acme/hello'],
  ['ghcr.io/acme/my-tool:latest', 'ghcr.io/acme/my-tool'],
])('the extension ID of %s is %s', async (image, id) => {
  expect((await read({}, image)).image).toEqual({ reference: image, extensionId: id });
});
