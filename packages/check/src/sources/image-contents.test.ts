import { describe, expect, test } from '@jest/globals';
import { folderOf } from '../testing/workspaces.ts';
import { readDockerfile } from './dockerfile.ts';
import { contextIn, imageSource } from './image-contents.ts';

const files = { 'compose.yaml': '', 'icon.svg': '', 'deploy/compose.yaml': '', 'ui/dist/index.html': '' };

describe('the file of the build context', () => {
  test.each([
    ['a file in a folder', 'COPY compose.yaml /vm/', '/vm/compose.yaml', 'compose.yaml'],
    ['a file by its name', 'COPY ./compose.yaml /vm/a.yaml', '/vm/a.yaml', 'compose.yaml'],
    ['one of several', 'COPY icon.svg compose.yaml /', '/compose.yaml', 'compose.yaml'],
    ['a pattern', 'COPY *.yaml /vm/', '/vm/compose.yaml', 'compose.yaml'],
    ['a folder', 'COPY deploy /vm', '/vm/compose.yaml', 'deploy/compose.yaml'],
    ['the whole context', 'COPY . /', '/deploy/compose.yaml', 'deploy/compose.yaml'],
    ['below WORKDIR', 'WORKDIR /a\nCOPY compose.yaml vm/', '/a/vm/compose.yaml', 'compose.yaml'],
    ['the last of two', 'COPY compose.yaml /a\nCOPY icon.svg /a', '/a', 'icon.svg'],
    ['nothing in another stage', 'COPY --from=build compose.yaml /vm/', '/vm/compose.yaml', undefined],
    ['nothing below a file', 'COPY . /', '/icon.svg/a', undefined],
    ['nothing at another path', 'COPY compose.yaml /vm/', '/compose.yaml', undefined],
    ['nothing that is missing', 'COPY absent.yaml /vm/', '/vm/absent.yaml', undefined],
  ])('is found for %s', async (_, instructions, path, source) => {
    const dockerfile = readDockerfile('Dockerfile', `FROM scratch\n${instructions}\n`);
    expect(imageSource(dockerfile, contextIn(await folderOf(files)))(path)).toBe(source);
  });

  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const helper = `ui/node_modules/helper/${architecture}/linux/helper`;
  const stages =
    'FROM node AS first\nWORKDIR /all\nCOPY ui ui\nFROM node AS second\nCOPY --from=first /all /again\nFROM scratch\n';

  test.each([
    ['a folder', 'COPY --from=first /all/ui/dist /ui', '/ui/index.html', 'ui/dist/index.html'],
    [
      'a folder, of two stages',
      'COPY --from=second /again/ui/dist/ /ui',
      '/ui/index.html',
      'ui/dist/index.html',
    ],
    [
      'a file in a folder',
      'COPY --from=first /all/ui/dist/index.html /',
      '/index.html',
      'ui/dist/index.html',
    ],
    [
      'a file by its name',
      'COPY --from=First all/ui/dist/index.html /a.html',
      '/a.html',
      'ui/dist/index.html',
    ],
    [
      "this machine's architecture",
      `COPY --from=first --chmod=755 /all/ui/node_modules/helper/\${TARGETARCH}/ /host/`,
      '/host/linux/helper',
      helper,
    ],
    ['nothing at another path', 'COPY --from=first /all/ui/dist /ui', '/index.html', undefined],
    ['nothing that is missing', 'COPY --from=first /all/ui/dist /ui', '/ui/main.js', undefined],
    ['nothing of a later stage', 'COPY --from=third /all /', '/ui/dist/index.html', undefined],
  ])('is found through another stage for %s', async (_, instruction, path, source) => {
    const dockerfile = readDockerfile('Dockerfile', `${stages}${instruction}\n`);
    const context = contextIn(await folderOf({ ...files, [helper]: '' }));
    expect(imageSource(dockerfile, context)(path)).toBe(source);
  });
});
