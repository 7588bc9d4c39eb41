import { posix } from 'node:path';
import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

export const composeFolder = defineRule({
  id: 'compose-folder',
  severity: 'error',
  over: 'both',
  needs: ['backend', 'generated'],
  what: 'metadata.json names a compose file in a folder of its own.',
  why: "Podman Desktop starts a backend only from a compose file. Rancher Desktop copies the whole folder of that file to the user's machine: at the root, the whole image.",
  source:
    'https://github.com/rancher-sandbox/rancher-desktop/tree/d048437/pkg/rancher-desktop/main/extensions',
  fix: 'COPY compose.yaml /vm/ in the last stage of the Dockerfile, and write "composefile": "vm/compose.yaml" in vm.',
  check: ({ metadata }) => {
    if (metadata?.at('vm') === undefined) return [];
    const path = metadata.at('vm', 'composefile');
    if (typeof path === 'string') {
      const isAtRoot = posix.dirname(posix.resolve('/', path)) === '/';
      const sentence = `${path} is at the root of the image.`;
      return isAtRoot ? [problem(metadata.place('vm', 'composefile'), sentence)] : [];
    }
    const hasImage = metadata.at('vm', 'image') !== undefined;
    return hasImage ? [problem(metadata.place('vm', 'image'), 'vm has an image and no composefile.')] : [];
  },
});
