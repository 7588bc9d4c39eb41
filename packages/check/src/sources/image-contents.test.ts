import { describe, expect, test } from '@jest/globals';
import { folderOf } from '../testing/workspaces.ts';
import { readDockerfile } from './dockerfile.ts';
import { contextIn, imageContents, imageSource } from './image-contents.ts';

const files = { 'compose.yaml': '', 'icon.svg': '', 'deploy/compose.yaml': '', 'ui/dist/index.html': '' };

describe('the file of the build context', () => {
  test.each([
    ['a file in a folder', 'COPY compose.yaml /vm/', '/vm/compose.yaml', 'compose.yaml'],
    ['a file by its name', 'COPY ./compose.yaml /vm/a.yaml', '/vm/a.yaml', 'compose.yaml'],
    ['one of several', 'COPY icon.svg compose.yaml /', '/compose.yaml', 'compose.yaml'],
    ['a pattern', 'COPY *.yaml /vm/', '/vm/compose.yaml', 'compose.yaml'],
    ['a pattern with a class', 'COPY [a-d]ompose.yam[l] /vm/', '/vm/compose.yaml', 'compose.yaml'],
    ['nothing for an invalid class', 'COPY [z-a]x[ /vm/', '/vm/compose.yaml', undefined],
    ['a folder', 'COPY deploy /vm', '/vm/compose.yaml', 'deploy/compose.yaml'],
    ['a folder with a dot', 'COPY deploy/. vm', '/vm/compose.yaml', 'deploy/compose.yaml'],
    ['the whole context', 'COPY . /', '/deploy/compose.yaml', 'deploy/compose.yaml'],
    ['an absolute source', 'COPY /compose.yaml /', '/compose.yaml', 'compose.yaml'],
    ['below WORKDIR', 'WORKDIR /a\nCOPY compose.yaml vm/', '/a/vm/compose.yaml', 'compose.yaml'],
    ['the folder of WORKDIR', 'WORKDIR /a\nCOPY compose.yaml /a', '/a/compose.yaml', 'compose.yaml'],
    ['an argument', 'ARG DIR=deploy\nCOPY $DIR/compose.yaml /', '/compose.yaml', 'deploy/compose.yaml'],
    ['a flag', 'COPY --chown=1:1 --link compose.yaml /', '/compose.yaml', 'compose.yaml'],
    ['the JSON form', 'COPY ["compose.yaml", "/"]', '/compose.yaml', 'compose.yaml'],
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

describe('what an image contains', () => {
  const look = async (content: string, path: string) =>
    imageContents(readDockerfile('Dockerfile', content), contextIn(await folderOf(files)))(path);
  const stage = 'FROM scratch AS files\nCOPY compose.yaml /a/\nCOPY deploy /b\n';

  test.each([
    ['a file of a stage', `${stage}FROM alpine\nCOPY --from=files /a/compose.yaml /\n`, '/compose.yaml'],
    ['a folder of a stage', `${stage}FROM alpine\nCOPY --from=files /a /vm\n`, '/vm/compose.yaml'],
    ['a stage by its number', `${stage}FROM alpine\nCOPY --from=0 /b/ /vm/\n`, '/vm/compose.yaml'],
    ['a stage that it is built on', `${stage}FROM files\n`, '/a/compose.yaml'],
    [
      'a stage of a stage',
      `${stage}FROM scratch AS more\nCOPY --from=files /a /c\nFROM scratch\nCOPY --from=more /c /\n`,
      '/compose.yaml',
    ],
    ['a here-document', 'FROM scratch\nCOPY <<EOF /metadata.json\n{}\nEOF\n', '/metadata.json'],
  ])('is present for %s', async (_, content, path) => {
    expect(await look(content, path)).toMatchObject({ is: 'there' });
  });

  test.each([
    ['a file that no instruction copies', 'FROM alpine\nCOPY icon.svg /\n', '/compose.yaml'],
    ['a stage that does not have it', `${stage}FROM alpine\nCOPY --from=files /a /\n`, '/icon.svg'],
    [
      'RUN instructions that install packages',
      'FROM alpine\nRUN --mount=type=cache,target=/a apk add --no-cache curl \\\n  && mkdir -p /data && chmod +x /icon.svg\n',
      '/icon.svg',
    ],
    [
      'RUN instructions that download another file',
      'FROM alpine\nRUN curl -fsSLo /tmp/a https://example.com/a\n',
      '/icon.svg',
    ],
    [
      'a program that a stage compiles to bin',
      'FROM golang AS b\nRUN go build -o /out/x\nFROM alpine\nCOPY --from=b /src/bin/service /\n',
      '/icon.svg',
    ],
    [
      'a program that a stage compiles with -o',
      'FROM golang AS b\nRUN go build -ldflags="-s" -o /out/service .\nFROM alpine\nCOPY --from=b /out/service /\n',
      '/icon.svg',
    ],
    ['a folder that the context has without it', 'FROM scratch\nCOPY ui/dist /ui\n', '/ui/main.html'],
  ])('is missing for %s', async (_, content, path) => {
    expect(await look(content, path)).toMatchObject({ is: 'missing' });
  });

  test.each([
    [
      'a RUN instruction that names it',
      'FROM alpine\nRUN curl -o /icon.svg https://example.com\n',
      '/icon.svg',
      'a RUN instruction',
    ],
    [
      'a RUN instruction that moves files',
      'FROM alpine\nRUN mkdir /linux && mv /tool /linux/\n',
      '/linux/tool',
      'a RUN instruction',
    ],
    [
      'a RUN instruction that unpacks',
      'FROM alpine\nRUN curl https://example.com/a.tgz | tar xz\n',
      '/linux/tool',
      'a RUN instruction',
    ],
    ['a RUN instruction with a script', 'FROM alpine\nRUN ./install\n', '/icon.svg', 'a RUN instruction'],
    [
      'a RUN instruction that redirects',
      "FROM alpine\nRUN echo '{}' > /metadata.json\n",
      '/metadata.json',
      'a RUN instruction',
    ],
    [
      'a build',
      'FROM node AS b\nCOPY . /ui\nRUN npm run build\nFROM scratch\nCOPY --from=b /ui/build /ui\n',
      '/ui/index.html',
      'a RUN instruction',
    ],
    [
      'an image',
      'FROM scratch\nCOPY --from=docker/buildx-bin /buildx /linux/buildx\n',
      '/linux/buildx',
      'the image docker/buildx-bin',
    ],
    [
      'an image by an argument',
      'ARG I=a/b\nARG T=1\nFROM $I:$T AS p\nFROM scratch\nCOPY --from=p /public /ui\n',
      '/ui/index.html',
      'the base image a/b:1',
    ],
    [
      'an argument without a default',
      'FROM scratch\nARG TARGETARCH\nCOPY bin/$TARGETARCH/tool /linux/\n',
      '/linux/tool',
      'depends on a build argument',
    ],
    [
      'a destination with an argument',
      'FROM scratch\nARG D\nCOPY icon.svg $D/\n',
      '/icon.svg',
      'depends on a build argument',
    ],
    [
      'a folder that is not built',
      'FROM scratch\nCOPY icon.svg /\nCOPY ui/build /ui\n',
      '/ui/index.html',
      'not built yet',
    ],
    ['a URL', 'FROM scratch\nADD https://example.com/tool /linux/tool\n', '/linux/tool', 'ADD takes it'],
    ['an archive', 'FROM scratch\nADD root.tar.gz /\n', '/linux/tool', 'ADD takes it'],
    ['a folder of the distribution', 'FROM alpine\n', '/usr/bin/env', 'the base image alpine'],
    ['a base image that is not official', 'FROM a/b\n', '/ui/index.html', 'the base image a/b'],
    [
      'a build in another folder',
      'FROM scratch\nCOPY ext/icon.svg ext/metadata.json /\n',
      '/icon.svg',
      'built from another one',
    ],
  ])('is unknown for %s', async (_, content, path, reason) => {
    expect(await look(content, path)).toEqual({ is: 'unknown', reason: expect.stringContaining(reason) });
  });
});
