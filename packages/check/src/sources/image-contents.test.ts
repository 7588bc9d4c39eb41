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
    ['nothing at another path', 'COPY compose.yaml /vm/', '/compose.yaml', undefined],
    ['nothing that is missing', 'COPY absent.yaml /vm/', '/vm/absent.yaml', undefined],
  ])('is found for %s', async (_, instructions, path, source) => {
    const dockerfile = readDockerfile('Dockerfile', `FROM scratch\n${instructions}\n`);
    expect(imageSource(dockerfile, contextIn(await folderOf(files)))(path)).toBe(source);
  });
});
