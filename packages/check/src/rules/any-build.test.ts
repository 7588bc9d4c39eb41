import { describe, expect, test } from '@jest/globals';
import { checkExtension, dockerfile, otherExtension } from '../testing/other-extension.ts';

const react = '{"name":"ui","dependencies":{"react-scripts":"5"}}';

describe('secrets of the image', () => {
  test.each([
    ['a build stage that copies .env', 'FROM node AS page\nCOPY ui/.env /ui/\n', ''],
    ['a flag with SECRET in its name', '', 'ARG REBUILD_SECRET_CACHE\n'],
    ['a token of a build stage', 'FROM node AS page\nARG NPM_TOKEN\n', ''],
    ['a truth value', '', 'ENV SHOW_PASSWORD=true\n'],
  ])('are not found in %s', async (_, before, after) => {
    expect(
      (await checkExtension({ ...otherExtension, Dockerfile: dockerfile({ before, after }) })).findings,
    ).toEqual([]);
  });

  test('are not found in a .env file that create-react-app needs', async () => {
    const files = { 'ui/.env': 'PUBLIC_URL=.\nBROWSER=none\n', 'ui/package.json': react };
    expect((await checkExtension({ ...otherExtension, ...files })).findings).toEqual([]);
  });

  test('are found in a committed .env file, and in an ignored one that COPY adds to the image', async () => {
    const committed = await checkExtension({ ...otherExtension, 'backend/.env': 'STRIPE_API_KEY=abc\n' });
    expect(committed.findings).toEqual(['env-ignored backend/.env:1']);
    const copied = await checkExtension({
      ...otherExtension,
      '.gitignore': '.env\n',
      '.env': 'STRIPE_API_KEY=abc\n',
      Dockerfile: dockerfile({ copies: 'COPY . /' }),
    });
    expect(copied.findings).toEqual([expect.stringMatching(/^env-ignored Dockerfile:7$/)]);
  });
});

describe('platforms', () => {
  const buildx = 'docker buildx build --push --platform=linux/arm64,linux/amd64 .';

  test.each([
    ['a Makefile', { Makefile: `push:\n\t${buildx}\n` }],
    [
      'a variable of a Makefile',
      {
        Makefile:
          'PLATFORMS ?= linux/amd64,linux/arm64\npush:\n\tdocker buildx build --push --platform=$(PLATFORMS) .\n',
      },
    ],
    ['bake', { 'docker-bake.hcl': 'target "a" {\n  platforms = ["linux/amd64", "linux/arm64"]\n}\n' }],
    ['a script', { 'scripts/release.sh': buildx }],
    ['package.json', { 'package.json': JSON.stringify({ scripts: { release: buildx } }) }],
    [
      'a workflow',
      {
        '.github/workflows/a.yml':
          'uses: docker/build-push-action@v6\nwith:\n  platforms: linux/amd64,linux/arm64\n',
      },
    ],
    [
      'a matrix',
      {
        '.github/workflows/a.yml': `matrix:\n  arch: [amd64, arm64]\nuses: docker/build-push-action@v6\nplatforms: linux/\${{ matrix.arch }}\n`,
      },
    ],
    ['GitLab', { '.gitlab-ci.yml': `script: ${buildx}\n` }],
  ])('are both built in %s', async (_, files) => {
    const { findings, report } = await checkExtension({ ...otherExtension, ...files });
    expect(findings).toEqual([]);
    expect(report.checked).toContain('platforms-workflow');
  });

  test.each([
    ['Makefile:2', { Makefile: 'push:\n\tdocker buildx build --push --platform=linux/amd64 .\n' }],
    [
      '.github/workflows/a.yml:1',
      { '.github/workflows/a.yml': 'uses: docker/build-push-action@v6\nwith:\n  push: true\n' },
    ],
    ['Makefile:3', { Makefile: 'push:\n\tdocker build .\n\tdocker push a/b\n' }],
  ])('are found missing at %s', async (place, files) => {
    expect((await checkExtension({ ...otherExtension, ...files })).findings).toEqual([
      `platforms-workflow ${place}`,
    ]);
  });

  test.each([
    ['no build file', {}],
    ['a local build only', { Makefile: 'build:\n\tdocker build .\n\tdocker buildx build --load .\n' }],
    [
      'a workflow that does not push',
      { '.github/workflows/a.yml': 'uses: docker/build-push-action@v6\nwith:\n  push: false\n' },
    ],
    [
      'a workflow of another repository',
      { '.github/workflows/a.yml': 'run: docker push a\nuses: a/b/.github/workflows/c.yml@v1\n' },
    ],
    [
      'a variable of the caller',
      { Makefile: 'push:\n\tdocker buildx build --push --platform=$(PLATFORM) .\n' },
    ],
  ])('are unknown with %s', async (_, files) => {
    const { findings, report } = await checkExtension({ ...otherExtension, ...files });
    expect(findings).toEqual([]);
    expect(report.checked).not.toContain('platforms-workflow');
  });
});

describe('a program that is compiled on the platform of the builder', () => {
  const built = (before: string) => ({
    ...otherExtension,
    Dockerfile: dockerfile({ before, copies: 'COPY ui /ui\nCOPY --from=back /a /' }),
  });
  const go = 'FROM --platform=$BUILDPLATFORM golang AS back\n';

  test.each([
    ['Go', `${go}RUN go build -o /a\n`, 2],
    ['Rust', `FROM --platform=\${BUILDPLATFORM} rust AS back\nRUN cargo build --release\n`, 2],
    ['a fixed platform', 'FROM --platform=linux/amd64 golang AS back\nRUN CGO_ENABLED=0 go build -o /a\n', 2],
  ])('is found for %s', async (_, before, line) => {
    expect((await checkExtension(built(before))).findings).toEqual([
      `dockerfile-cross-build Dockerfile:${line}`,
    ]);
  });

  test.each([
    ['GOARCH', `${go}ARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /a\n`],
    [
      'TARGETPLATFORM of another stage',
      `FROM --platform=$BUILDPLATFORM golang AS base\nARG TARGETPLATFORM\nFROM base AS back\nRUN go build -o /a\n`,
    ],
    ['xx', `${go}RUN xx-go build -o /a && go build -o /b\n`],
    ['make', `${go}RUN make build\n`],
    ['the target platform', 'FROM golang AS back\nRUN go build -o /a\n'],
    [
      'a stage that the image does not use',
      `${go}FROM --platform=$BUILDPLATFORM golang AS tools\nRUN go build -o /b\n`,
    ],
    ['a page', 'FROM --platform=$BUILDPLATFORM node AS back\nRUN npm run build\n'],
  ])('is not found for %s', async (_, before) => {
    expect((await checkExtension(built(before))).findings).toEqual([]);
  });
});
