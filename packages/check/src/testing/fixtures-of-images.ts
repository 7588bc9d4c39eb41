import { type Fixture, inDockerfile, withBackend } from './fixture.ts';

const running = (dockerfile: string, settings: string) => ({
  'ddext-oauth.json': '{}',
  'metadata.json': withBackend,
  Dockerfile: `FROM node\n${dockerfile}\n`,
  'compose.yaml': `services:\n  backend:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n    ${settings}\n`,
});
const ignoring = (env: string) => ({
  'ddext-oauth.json': '{}',
  'metadata.json': withBackend,
  '.gitignore': '.env*\n.npmrc\n*.key\n*.pem\n',
  '.dockerignore': `${env}\n**/.npmrc\n**/*.key\n**/*.pem\n`,
});
const workflow = (platforms: string) => ({
  Dockerfile: 'FROM scratch\n',
  '.github/workflows/image.yaml': `# linux/arm64\nrun: docker buildx build --platform ${platforms} .\n`,
});

export const imageFixtures: Readonly<Record<string, Fixture>> = {
  'dockerfile-platform': inDockerfile(
    'FROM --platform=$BUILDPLATFORM node AS build\nFROM --platform=$TARGETPLATFORM node',
    'FROM --platform=linux/amd64 node AS base\nFROM base',
    2,
  ),
  'dockerfile-cross-build': inDockerfile(
    'FROM --platform=$BUILDPLATFORM golang AS build\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /a\nFROM scratch\nCOPY --from=build /a /',
    'FROM --platform=$BUILDPLATFORM golang AS base\nFROM base AS build\nRUN --mount=type=cache,target=/a \\\n  go build -o /a\nFROM rust AS unused\nRUN cargo build\nFROM scratch\nCOPY --from=build /a /',
    4,
  ),
  unprivileged: {
    passing: { files: running('ENV DDEXT_RUN_AS=1000:1000\nUSER node', 'user: root') },
    failing: { files: running('USER 0:0', 'user: "0"\n    environment: { DDEXT_RUN_AS: "0:0" }') },
    places: ['Dockerfile:2', 'compose.yaml:4'],
  },
  'dockerfile-secrets': inDockerfile(
    'ENV A_CLIENT_SECRET_FILE=/data/a A=b\nRUN --mount=type=secret,id=token true\nCOPY .env.example /',
    'ENV A=b \\\n  A_CLIENT_SECRET=c\nARG NPM_TOKEN\nCOPY keys/server.pem .env /',
    3,
    4,
    5,
    5,
  ),
  'env-ignored': {
    passing: { files: ignoring('**/.env*') },
    failing: { files: ignoring('.env*') },
    places: ['.dockerignore:1'],
  },
  'image-secrets': {
    passing: {
      image: { environment: ['A_CLIENT_SECRET_FILE=/data/a', 'PATH=/bin'], layers: [{ 'a.txt': 'b' }] },
    },
    failing: {
      environment: { A_CLIENT_SECRET: 'a-client-secret' },
      image: {
        environment: ['NPM_TOKEN=a'],
        history: ['RUN true', 'RUN login a-client-secret'],
        layers: [{ '.env': 'a', 'usr/b.txt': 'a-client-secret' }, { '.wh..env': '' }],
      },
    },
    places: ['image:config:1', 'image:config:1', 'image:/usr/b.txt:1', 'image:/.env:1'],
  },
  'platforms-workflow': {
    passing: { files: workflow('linux/amd64,linux/arm64') },
    failing: { files: workflow('linux/amd64') },
    places: ['.github/workflows/image.yaml:2'],
  },
  'platforms-image': {
    passing: { image: { platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'] } },
    failing: { image: { platforms: ['linux/amd64', 'linux/ppc64le'] } },
    places: ['image:config:1'],
  },
};
