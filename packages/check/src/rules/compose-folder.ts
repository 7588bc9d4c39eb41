import { posix } from 'node:path';
import { type Problem, problem } from '../sources/problem.ts';
import type { WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { otherHosts } from './hosts.ts';
import { defineRule } from './rule.ts';

const MOST_FILES = 10;

export const composeFolder = defineRule({
  id: 'compose-folder',
  severity: 'error',
  over: 'both',
  needs: ['backend'],
  hosts: otherHosts,
  what: `metadata.json starts the backend from a compose file, in a folder of its own with at most ${MOST_FILES} files, and names no image.`,
  why: "Podman Desktop starts a backend only from a compose file. Rancher Desktop copies the whole folder of that file to the user's machine: at the root, the whole image.",
  source:
    'https://github.com/rancher-sandbox/rancher-desktop/tree/d048437/pkg/rancher-desktop/main/extensions',
  fix: 'COPY compose.yaml /vm/ in the last stage of the Dockerfile, write "composefile": "vm/compose.yaml" in vm, and remove image from vm.',
  check: (extension) => {
    const { metadata } = extension;
    if (metadata?.at('vm') === undefined) return [];
    const path = metadata.at('vm', 'composefile');
    const hasImage = metadata.at('vm', 'image') !== undefined;
    return [
      ...(hasImage ? [problem(metadata.place('vm', 'image'), 'vm has an image.')] : []),
      ...(typeof path === 'string' ? folderProblems(extension, path) : []),
    ];
  },
});

function folderProblems(extension: WorkspaceOrImage, path: string): Problem[] {
  const at = extension.metadata?.place('vm', 'composefile') ?? extension.imagePlace;
  const folder = posix.dirname(posix.resolve('/', path));
  if (folder === '/') return [problem(at, `${path} is at the root of the image.`)];
  // What a workspace copies into the folder is known after the build.
  const files = extension.kind === 'image' ? extension.filesIn(folder) : 0;
  return files > MOST_FILES ? [problem(at, `The folder ${folder} of the image has ${files} files.`)] : [];
}
