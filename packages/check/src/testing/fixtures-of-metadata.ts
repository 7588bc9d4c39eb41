import { type Fixture, inFile, withBackend } from './fixture.ts';

const tab = (members: object) => JSON.stringify({ icon: 'icon.svg', ui: { 'dashboard-tab': members } });
const complete = { title: 'Hello', root: 'ui', src: 'index.html' };
const exposing = (socket: string) => `{\n"vm": { "exposes": {\n"socket": "${socket}" } } }`;
const titled = (title: string) => ({
  'metadata.json': tab({ title }),
  'auth/src/extension.ts': "export const extension = { title: 'Hello' };",
});

export const metadataFixtures: Readonly<Record<string, Fixture>> = {
  'metadata-icon': inFile('metadata.json', '{"icon":"/Icon.SVG"}', '{\n"icon":"icon.png"}', 2),
  'files-readable': {
    passing: {
      files: {
        'metadata.json': withBackend,
        'compose.yaml': 'services: {}\n',
        Dockerfile: 'FROM scratch\n',
        'package.json': '{}',
        'README.md': '# Hello\n',
        'auth/src/extension.ts': 'export const extension = {};\n',
        'ui/vite.config.ts': 'export default {};\n',
      },
    },
    failing: {
      files: {
        'metadata.json': withBackend,
        'compose.yaml': 'services:\n\tbackend: {}\n',
        'package.json': '{\n"name": "a" "b" }',
        'auth/src/extension.ts': 'export const\n= 1;\n',
        'auth/src/providers/github.ts': 'defineProvider({;\n',
        'ui/vite.config.ts': 'const settings = 1;\n',
      },
    },
    places: [
      'Dockerfile:1',
      'README.md:1',
      'auth/src/extension.ts:2',
      'auth/src/providers/github.ts:1',
      'compose.yaml:2',
      'package.json:2',
      'ui/vite.config.ts:1',
    ],
  },
  'metadata-required': inFile(
    'metadata.json',
    tab(complete),
    '{\n"icon": "",\n"ui": { "dashboard-tab": { "title": "Hello", "src": "index.html" } },\n"vm": {}\n}',
    2,
    3,
    4,
  ),
  'metadata-keys': inFile(
    'metadata.json',
    '{"host":{"binaries":[{"linux":[{"path":"/a"}]}]}}',
    '{\n"$schema": "a",\n"host": {"binaries": [\n{"mac": []}]},\n"ui": {\n"dashboard": {}}}',
    2,
    4,
    6,
  ),
  'metadata-paths': {
    passing: {
      files: {
        'metadata.json': tab(complete),
        'icon.svg': '<svg/>',
        'page/index.html': '<p>a</p>',
        Dockerfile:
          'FROM scratch AS build\nCOPY page /dist\nFROM scratch\nWORKDIR /\nCOPY metadata.json *.svg ./\nCOPY --from=build /dist ui\n',
      },
    },
    failing: {
      files: {
        'metadata.json': tab(complete).replace(',', ',\n'),
        Dockerfile: 'FROM scratch AS build\nCOPY icon.svg /\nFROM scratch\nCOPY metadata.json icon.svg /\n',
      },
    },
    places: ['metadata.json:1', 'metadata.json:2'],
  },
  'metadata-socket': inFile('metadata.json', exposing('backend.sock'), exposing('/run/backend.sock'), 3),
  'title-same': {
    passing: { files: titled('Hello') },
    failing: { files: titled('Goodbye') },
    places: ['metadata.json:1'],
  },
};
