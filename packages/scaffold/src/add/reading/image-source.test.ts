import { describe, expect, test } from '@jest/globals';
import { finalStages, parseDockerfile } from './dockerfile.ts';
import { sourceInRepository } from './image-source.ts';
import { repositoryOf } from './repository.ts';

const repository = repositoryOf(
  new Map(
    [
      'vm/docker-compose.yaml',
      'metadata.json',
      'client/package.json',
      'client/src/App.tsx',
      'page/index.html',
    ].map((path) => [path, '']),
  ),
);

function source(dockerfile: string, path: string): string | undefined {
  const parsed = parseDockerfile(dockerfile);
  return sourceInRepository(parsed, { stages: finalStages(parsed), context: '' }, path, repository);
}

describe('the source of a path in the image', () => {
  test.each([
    [
      'of a file that is copied into the root',
      'COPY vm/docker-compose.yaml .',
      '/docker-compose.yaml',
      'vm/docker-compose.yaml',
    ],
    [
      'of a renamed file',
      'COPY vm/docker-compose.yaml /compose.yaml',
      '/compose.yaml',
      'vm/docker-compose.yaml',
    ],
    [
      'of one of several files',
      'COPY metadata.json vm/docker-compose.yaml /',
      '/docker-compose.yaml',
      'vm/docker-compose.yaml',
    ],
    [
      'of a file below WORKDIR',
      'WORKDIR /a\nCOPY vm/docker-compose.yaml b/',
      '/a/b/docker-compose.yaml',
      'vm/docker-compose.yaml',
    ],
    ['of a file by a pattern', 'COPY vm/docker-*.yaml /', '/docker-compose.yaml', 'vm/docker-compose.yaml'],
    ['of a folder', 'COPY page ui', '/ui', 'page'],
    ['in a folder', 'COPY page /ui/', '/ui/index.html', 'page/index.html'],
    ['in the whole context', 'COPY . /app', '/app/page/index.html', 'page/index.html'],
    ['that nothing copies', 'COPY page ui', '/uix', undefined],
  ])('%s', (_title, instructions, path, expected) => {
    expect(source(`FROM scratch\n${instructions}\n`, path)).toBe(expected);
  });

  test('of a build in another stage is in the folder that the stage copies', () => {
    const dockerfile = `FROM node AS client
WORKDIR /ui
COPY client/package.json /ui/package.json
COPY client /ui
RUN npm run build
FROM alpine
COPY --from=client /ui/build ui
`;
    expect(source(dockerfile, '/ui')).toBe('client/build');
    expect(source(dockerfile.replace('=client', '=0'), '/ui')).toBe('client/build');
  });

  test('of an image that is no stage is not known', () => {
    expect(source('FROM a\nCOPY --from=b /ui ui\n', '/ui')).toBeUndefined();
  });
});
