import { metadata } from './fixture.ts';

/** What a page of each UI contains, so that a test sees which one is served. */
export const builtPage = '<!doctype html><html><head><title>Built</title></head><body>built</body></html>';
const sourcePage =
  '<!doctype html><html><head></head><body><script type="module" src="/src/main.tsx"></script></body></html>';
const craPage =
  '<!doctype html><html><head><link rel="icon" href="%PUBLIC_URL%/favicon.ico"></head><body></body></html>';

const manifest = (dependencies: readonly string[], scripts: object) =>
  JSON.stringify({ dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])), scripts });
const cra = manifest(['react-scripts', 'react'], {
  start: 'react-scripts start',
  build: 'react-scripts build',
});
const vite = manifest(['vite', 'react'], { dev: 'vite', build: 'vite build' });

const extension = (changes: object = {}) => JSON.stringify({ ...metadata, vm: undefined, ...changes });
const tab = (changes: object) => ({
  ui: { 'dashboard-tab': { ...metadata.ui['dashboard-tab'], ...changes } },
});
const label = 'LABEL com.docker.desktop.extension.api.version=">= 0.3.4"\n';

/** The Dockerfile that `docker extension init` writes. */
const initDockerfile = `FROM node:18 AS client-builder
WORKDIR /ui
COPY ui /ui
RUN npm ci && npm run build
FROM alpine
${label}COPY metadata.json docker.svg ./
COPY --from=client-builder /ui/build ui
`;

/** A shape of an extension, as real ones have it. */
export interface Shape {
  readonly files: Readonly<Record<string, string>>;
  /** What its tab shows. */
  readonly shows: 'built' | RegExp;
  /** What the terminal prints. */
  readonly prints?: RegExp;
}

const icon = {
  'docker.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};
const shape = (files: Readonly<Record<string, string>>, shows: Shape['shows'], prints?: RegExp): Shape => ({
  files: { 'metadata.json': extension(), ...icon, ...files },
  shows,
  ...(prints && { prints }),
});

/** The shapes of extensions without packages of this project. */
export const shapes: Readonly<Record<string, Shape>> = {
  'create-react-app that is built': shape(
    {
      Dockerfile: initDockerfile,
      'ui/package.json': cra,
      'ui/.env': 'PUBLIC_URL=.\nBROWSER=none\n',
      'ui/public/index.html': craPage,
      'ui/build/index.html': builtPage,
    },
    'built',
    /^The UI is .*ui\/build \(built\)\.$/m,
  ),
  'create-react-app that is not built': shape(
    {
      Dockerfile: initDockerfile,
      'ui/package.json': cra,
      'ui/yarn.lock': '',
      'ui/public/index.html': craPage,
    },
    /The UI is not built \(create-react-app\)\. Run in ui: yarn install &amp;&amp; yarn run build\. Then reload the tab\..*\(yarn run start\), .*--ui-url http:..localhost:3000/,
    /^The UI is not built \(create-react-app\)\./m,
  ),
  'create-react-app with BUILD_PATH and PORT': shape(
    {
      'client/package.json': cra,
      'client/.env': 'PORT=3456\nBUILD_PATH=../out\n',
      'client/public/index.html': craPage,
      'out/index.html': builtPage,
    },
    'built',
  ),
  'create-react-app whose script names another folder': shape(
    {
      Dockerfile: `FROM node AS client-builder\nWORKDIR /app/client\nCOPY client /app/client\nRUN yarn build\nFROM scratch\n${label}COPY --from=client-builder /app/client/dist ui\nCOPY metadata.json .\n`,
      'client/package.json': manifest(['react-scripts'], { build: 'BUILD_PATH=dist react-scripts build' }),
      'client/public/index.html': craPage,
      'client/dist/index.html': builtPage,
    },
    'built',
  ),
  'Vite whose packages are not installed': shape(
    {
      Dockerfile: initDockerfile,
      'ui/package.json': vite,
      'ui/vite.config.ts':
        'export default { base: "./", build: { outDir: "build" }, server: { port: 3000 } }',
      'ui/index.html': sourcePage,
    },
    /The UI is not built \(Vite\)\. Run in ui: npm install &amp;&amp; npm run build\..*\(npm run dev\), .*--ui-url http:..localhost:3000/,
  ),
  'Vite with another outDir that is built': shape(
    {
      'ui/package.json': vite,
      'ui/vite.config.ts': 'export default { build: { outDir: "../static" } }',
      'ui/index.html': sourcePage,
      'static/index.html': builtPage,
    },
    'built',
  ),
  'Vite in the folder of the extension': shape(
    {
      'package.json': vite,
      'vite.config.js': 'export default {}',
      'index.html': sourcePage,
      'dist/index.html': builtPage,
    },
    'built',
  ),
  'Angular that is built': shape(
    {
      'ui/package.json': manifest(['@angular/core', '@angular/cli'], {
        start: 'ng serve',
        build: 'ng build',
      }),
      'ui/angular.json': JSON.stringify({
        projects: { app: { architect: { build: { options: { outputPath: 'dist/app' } } } } },
      }),
      'ui/src/index.html': '<!doctype html><app-root></app-root>',
      'ui/dist/app/browser/index.html': builtPage,
    },
    'built',
  ),
  'Angular that is not built': shape(
    {
      'ui/package.json': manifest(['@angular/core', '@angular/cli'], {
        start: 'ng serve',
        build: 'ng build',
      }),
      'ui/angular.json': JSON.stringify({ projects: { app: {} } }),
      'ui/src/index.html': '<!doctype html><app-root></app-root>',
    },
    /The UI is not built \(Angular\)\..*--ui-url http:..localhost:4200/,
  ),
  'plain HTML': shape(
    { Dockerfile: `FROM scratch\n${label}COPY ui ui\nCOPY metadata.json .\n`, 'ui/index.html': builtPage },
    'built',
  ),
  'plain HTML without a Dockerfile': shape({ 'ui/index.html': builtPage }, 'built'),
  'esbuild that is built': shape(
    {
      'ui/package.json': manifest(['esbuild'], { build: 'esbuild' }),
      'ui/src/app.ts': '',
      'ui/dist/index.html': builtPage,
    },
    'built',
  ),
  'vm with an image only': shape(
    { 'metadata.json': extension({ vm: { image: `\${DESKTOP_PLUGIN_IMAGE}` } }), 'ui/index.html': builtPage },
    'built',
    /^No backend runs, so vm\.service rejects\./m,
  ),
  'a page in the folder src, with a Go backend': shape(
    {
      'metadata.json': extension({ vm: metadata.vm, ...tab({ root: '/ui' }) }),
      Dockerfile: `FROM golang AS builder\nCOPY vm/. .\nRUN go build -o bin/service\nFROM alpine\n${label}COPY --from=builder /backend/bin/service /\nCOPY compose.yaml .\nCOPY metadata.json .\nCOPY ui/src ./ui\n`,
      'compose.yaml': 'services:\n  service:\n    image: x\n',
      'vm/go.mod': '',
      'ui/src/index.html': builtPage,
      'ui/src/script.js': '',
    },
    'built',
  ),
  'no vm': shape(
    { 'ui/index.html': builtPage },
    'built',
    /^The extension has no backend: metadata\.json has no vm\.$/m,
  ),
  'a UI in a folder below the one that COPY takes': shape(
    {
      'metadata.json': extension(tab({ root: '/ui/app', src: 'pages/index.html' })),
      Dockerfile: `FROM scratch\n${label}COPY client/out/ /ui/\n`,
      'client/out/app/pages/index.html': builtPage,
    },
    'built',
  ),
  'a UI whose root is absolute and whose src has a fragment': shape(
    { 'metadata.json': extension(tab({ root: '/ui', src: 'index.html#/home' })), 'ui/index.html': builtPage },
    'built',
  ),
  'metadata with unknown keys': shape(
    {
      'metadata.json': extension({ name: 'x', provider: 'y', version: 3, $schema: 'z' }),
      'ui/index.html': builtPage,
    },
    'built',
  ),
  'no icon, no title and no root': shape(
    {
      'metadata.json': JSON.stringify({ ui: { 'dashboard-tab': { src: 'index.html' } } }),
      'ui/index.html': builtPage,
    },
    'built',
    /^Warning: metadata\.json: icon must be/m,
  ),
  'no ui in metadata.json': shape(
    { 'metadata.json': JSON.stringify({ icon: 'icon.svg' }) },
    /No UI was found: metadata\.json names \/ui\/index\.html in the image\. Name its folder with --dist DIR\./,
  ),
  'an extension in a folder of a repository': {
    files: {
      'README.md': '# monorepo',
      'package.json': '{}',
      'extensions/hello/metadata.json': extension(),
      'extensions/hello/icon.svg': icon['icon.svg'],
      'extensions/hello/ui/index.html': builtPage,
    },
    shows: 'built',
  },
  'metadata.json, compose file and icon in a folder of their own': {
    files: {
      Dockerfile: `FROM alpine\n${label}COPY vm/metadata.json vm/docker-compose.yaml vm/docker.svg ./\nCOPY ui/ /ui/\n`,
      'vm/metadata.json': extension({ icon: 'docker.svg', vm: { composefile: 'docker-compose.yaml' } }),
      'vm/docker-compose.yaml': 'services:\n  db:\n    image: postgres\n',
      'vm/docker.svg': icon['docker.svg'],
      'ui/index.html': builtPage,
    },
    shows: 'built',
  },
  'a Dockerfile with another name': shape(
    {
      'Dockerfile.extension': `FROM scratch\n${label}COPY web/public /ui\n`,
      Dockerfile: 'FROM node\n',
      'web/public/index.html': builtPage,
    },
    'built',
  ),
  'a compose file that RUN creates, and host binaries': shape(
    {
      'metadata.json': extension({
        vm: { composefile: 'generated.yaml' },
        host: {
          binaries: [
            {
              linux: [{ path: '/linux/helper' }],
              darwin: [{ path: '/darwin/helper' }],
              windows: [{ path: '/windows/helper' }],
            },
          ],
        },
      }),
      'ui/index.html': builtPage,
    },
    'built',
    /^Host binaries that the folder lacks: helper\./m,
  ),
  'a bare api.version that is older, and labels with arguments': shape(
    {
      Dockerfile:
        'FROM scratch\nARG V=0.3.0\nLABEL com.docker.desktop.extension.api.version="$V"\nCOPY ui /ui\n',
      'ui/index.html': builtPage,
    },
    'built',
  ),
  'a port on all addresses': shape(
    {
      'metadata.json': extension({ vm: { composefile: 'compose.yaml' } }),
      'compose.yaml': 'services:\n  a:\n    image: x\n    ports: ["8080:80", "9000"]\n',
      'ui/index.html': builtPage,
    },
    'built',
    /^Warning: compose\.yaml: services\.a\.ports\[0\] publishes 8080:80 beyond this machine/m,
  ),
};
