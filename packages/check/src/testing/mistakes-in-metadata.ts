import type { Mistake } from './mistakes.ts';

const file = 'metadata.json';

export const metadataMistakes: readonly Mistake[] = [
  {
    mistake: 'metadata.json ends with an extra comma',
    ...{ file, replace: /\n}\n$/, by: ',\n}\n' },
    rules: ['files-readable'],
  },
  {
    mistake: 'metadata.json names its schema',
    ...{ file, replace: '{\n', by: '{\n  "$schema": "https://example.com/schema.json",\n' },
    rules: ['metadata-keys'],
  },
  {
    mistake: 'metadata.json names no icon',
    ...{ file, replace: /.*"icon".*\n/, by: '' },
    rules: ['metadata-required'],
  },
  {
    mistake: 'metadata.json names a folder without the UI',
    ...{ file, replace: '"/ui"', by: '"/frontend"' },
    rules: ['metadata-paths'],
  },
  {
    mistake: 'metadata.json names the image of the backend and no compose file',
    ...{ file, replace: /"composefile": "vm\/compose.yaml"/, by: `"image": "\${DESKTOP_PLUGIN_IMAGE}"` },
    rules: ['compose-folder'],
  },
  {
    mistake: 'metadata.json names a compose file that does not exist',
    ...{ file, replace: '"vm/compose.yaml"', by: '"vm/docker-compose.yaml"' },
    rules: ['files-readable', 'metadata-paths'],
  },
  {
    mistake: 'the UI uses another socket than the backend',
    ...{ file, replace: '{ "socket": "backend.sock" }\n    }', by: '{ "socket": "server.sock" }\n    }' },
    rules: ['metadata-socket'],
  },
  {
    mistake: 'no socket is exposed',
    ...{ file, replace: /"vm\/compose.yaml",\n.*exposes.*/, by: '"vm/compose.yaml"' },
    rules: ['metadata-socket'],
  },
  {
    mistake: 'the tab has another title than the extension',
    ...{ file, replace: '"Hello"', by: '"Goodbye"' },
    rules: ['title-same'],
  },
];
