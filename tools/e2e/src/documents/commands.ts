/** A command that `documents.test.ts` runs unchanged in an extension. */
export interface Here {
  readonly command: string;
  /** Whether it needs a Docker Engine. `docker extension` commands run in `docker-extension.mjs`, not in Docker Desktop. */
  readonly engine?: true;
  /** Matches part of its output. */
  readonly prints: RegExp;
  /** For a command that runs until it is interrupted: the command after which the test interrupts it. */
  readonly until?: string;
}

/** A command that another test runs: the test and its file, which contains every string of `as`. */
export interface Elsewhere {
  readonly command: string;
  readonly file: string;
  readonly test?: string;
  readonly as: readonly string[];
}

const image = 'my-org/my-extension:dev';
const engine = true;
const twoCommands = 'tools/e2e/src/two-commands.test.ts';
const plugin = 'tools/e2e/src/nx-plugin.test.ts';
const registry = 'tools/e2e/src/nx-registry.test.ts';
const plop = 'tools/plopfile/src/plopfile.test.ts';
const connectionTest = 'tools/e2e/src/try.test.ts';
const simulator = 'packages/simulator/src/cli/cli.test.ts';
const migrated = 'a migration registers the plugin in a workspace without it';

/** Run in a new extension, in this order. */
export const inNewExtension: readonly Here[] = [
  { engine, command: `docker build --tag ${image} .`, prints: /naming to docker\.io\/my-org\/my-extension/ },
  { engine, command: `docker extension install ${image}`, prints: /Installed my-org\/my-extension/ },
  { engine, command: `docker extension update ${image}`, prints: /Installed my-org\/my-extension/ },
  { engine, command: `docker extension dev debug ${image}`, prints: /debug/ },
  {
    command: 'pnpm --filter "./ui" exec vite --port 3000',
    prints: /Local: .*:\d+/,
    until: `docker extension dev reset ${image}`,
  },
  {
    engine,
    command: `docker extension dev ui-source ${image} http://localhost:3000`,
    prints: /<title>Signed in<\/title>/,
  },
  { engine, command: `docker extension dev reset ${image}`, prints: /reset/ },
  {
    engine,
    command: `docker run --rm --interactive --volume VOLUME:/data ${image} sh -c 'umask 077; cat > /data/oidc-client-secret' < client-secret`,
    prints: /^$/,
  },
  { engine, command: `docker logs $(docker ps --quiet --filter ancestor=${image})`, prints: /^/ },
  { engine, command: `docker extension rm ${image}`, prints: /Removed my-org\/my-extension/ },
  { command: 'pnpm nx generate @ddext-oauth/nx:provider oauth2', prints: /CREATE.*oauth2\.ts/ },
];

/** Run in the same extension after every recipe is applied. */
export const afterRecipes: readonly Here[] = [
  { command: 'pnpm check', prints: /^0 findings/m },
  { command: 'ddext-check', prints: /^0 findings/m },
  { command: 'ddext-check --hosts docker,podman', prints: /^0 findings/m },
  { command: 'ddext-check --json', prints: /"findings": ?\[\]/ },
  { command: 'ddext-check --sarif', prints: /"version": ?"2\.1\.0"/ },
  {
    command: 'pnpm typecheck && pnpm test',
    prints: /Successfully ran target typecheck.*Successfully ran target test for 3 projects/s,
  },
  {
    command: 'pnpm typecheck && pnpm lint && pnpm test',
    prints: /Successfully ran target typecheck.*Successfully ran target test for 3 projects/s,
  },
  { command: 'pnpm test', prints: /Successfully ran target test for 3 projects/ },
];

export const elsewhere: readonly Elsewhere[] = [
  { command: 'npm start', file: twoCommands, test: 'until Ctrl-C', as: ["startDev('npm', ['start'], repo"] },
  { command: 'npm test', file: '.ci/run', as: ['\nnpm test'] },
  {
    command: 'npm run create -- ../my-extension',
    file: twoCommands,
    test: 'creates an extension in the current folder with the packages of the checkout',
    as: ["npmRunCreate('mine', '--yes'"],
  },
  {
    command: 'pnpm dev',
    file: twoCommands,
    test: 'until Ctrl-C',
    as: ["startDev('pnpm', ['dev'], workspace)"],
  },
  {
    command: 'pnpm try oidc',
    file: connectionTest,
    test: 'runs every step with the test identity provider',
    as: ["pnpmTry(directory, 'oidc', '--user', 'ada')"],
  },
  {
    command: 'pnpm create ddext-oauth my-extension',
    file: 'packages/create-ddext-oauth/src/prompts.test.ts',
    as: ["'◆  Which directory should be created?'"],
  },
  {
    command: 'pnpm create ddext-oauth my-extension --provider github --image acme/my-extension --yes',
    file: 'tools/e2e/src/published.test.ts',
    test: 'creates an extension from the registry that installs, passes its tests, builds and signs in',
    as: ["create: ['pnpm', 'create', 'ddext-oauth']", "'--image', 'acme/mine'", "'--yes'"],
  },
  {
    command: 'pnpm create ddext-oauth --add --provider github',
    file: 'packages/create-ddext-oauth/src/adding.test.ts',
    test: 'writes all files, changes nothing in a second run, and --remove restores every byte',
    as: ["['--add', '--provider', 'github', '--yes']"],
  },
  {
    command: 'pnpm create ddext-oauth --remove',
    file: 'packages/create-ddext-oauth/src/adding.test.ts',
    test: 'writes all files, changes nothing in a second run, and --remove restores every byte',
    as: ["['--remove', '--yes']"],
  },
  ...[
    'DDEXT_INNER_SOCKET=/tmp/things-auth.sock go run . -socket /tmp/things.sock',
    'export DDEXT_FORWARD_TO=/tmp/things.sock DDEXT_INNER_SOCKET=/tmp/things-auth.sock',
    'npx @ddext-oauth/simulator --backend "npx --yes @ddext-oauth/gateway"',
  ].map((command) => ({
    command,
    file: 'tools/e2e/src/add.test.ts',
    test: 'signs in at the test identity provider without Docker, and calls an API in Go',
    as: [
      "['-socket', own]",
      '`npx --yes --package=',
      'env: { DDEXT_FORWARD_TO: own, DDEXT_INNER_SOCKET: inner }',
    ],
  })),
  {
    command: 'pnpm create ddext-oauth my-extensions --remote-cache https://nx-cache.example.com',
    file: 'packages/scaffold/src/plan/generated-ci.test.ts',
    test: 'the step that sets up the remote cache',
    as: ['planWith(REMOTE_CACHE)', "'https://nx-cache.example.com'"],
  },
  {
    command: 'pnpm nx generate @ddext-oauth/nx:remote-cache https://nx-cache.example.com',
    file: 'packages/nx/src/generators/remote-cache.test.ts',
    test: 'changes the workflow to that of a workspace created with a remote cache, and back',
    as: ['remoteCache(tree, { url })'],
  },
  {
    command: 'pnpm exec ddext-ci plan --jobs=4',
    file: 'tools/e2e/src/many-extensions.test.ts',
    test: 'has one job for one changed extension, and builds its image',
    as: ["['exec', 'ddext-ci', 'plan', '--jobs=4']"],
  },
  {
    command: `ddext-check --image ${image}`,
    file: 'tools/e2e/src/check.test.ts',
    test: 'has no finding in the image that Docker builds',
    as: ["run('pnpm', ['check', '--image', image]"],
  },
  {
    command: 'pnpm nx generate @ddext-oauth/nx:provider github',
    file: plugin,
    test: 'the provider generator adds a provider once, and removes it again',
    as: ["generate('provider', 'github')"],
  },
  {
    command: 'pnpm nx generate @ddext-oauth/nx:strategy extension-tab',
    file: plugin,
    test: 'the strategy generator changes an extension that then passes every target',
    as: ["generate('strategy', 'extension-tab', '--exchange=backend')"],
  },
  ...['extensions/another', 'extensions/hello'].map((folder) => ({
    command: `pnpm nx generate @ddext-oauth/nx:extension ${folder}`,
    file: plugin,
    test: 'another extension is type-checked, tested and built together with the existing one',
    as: ["generate('extension', 'extensions/hello'"],
  })),
  {
    command: 'pnpm add --save-dev --workspace-root @ddext-oauth/nx',
    file: registry,
    test: migrated,
    as: ["pnpm('add', '--save-dev', '--workspace-root', '@ddext-oauth/nx')"],
  },
  ...['', ' --from=@ddext-oauth/nx@0.0.0'].map((from) => ({
    command: `pnpm nx migrate @ddext-oauth/nx@latest${from}`,
    file: registry,
    test: migrated,
    as: ["nx('migrate', '@ddext-oauth/nx@latest', '--from=@ddext-oauth/nx@0.0.0'"],
  })),
  {
    command: 'pnpm nx migrate --run-migrations',
    file: registry,
    test: migrated,
    as: ["nx('migrate', '--run-migrations'"],
  },
  ...['session', 'fetch'].map((call) => ({
    command: `curl --unix-socket /run/ddext/auth.sock -H 'Content-Type: application/json' -d @${call}.json http://gateway/auth/${call}`,
    file: 'packages/gateway/src/go-client.test.ts',
    test: 'is repeated with curl, as the documentation shows',
    as: ["'--unix-socket'", "'Content-Type: application/json'", `curl('${call}',`, 'http://gateway/auth/'],
  })),
  {
    command: 'pnpm update --recursive --latest',
    file: 'tools/e2e/src/dependency-updates.test.ts',
    test: 'pnpm update --latest keeps the versions that the Docker theme supports',
    as: ["'update', '--recursive', '--latest'"],
  },
  {
    command: 'pnpm install',
    file: 'tools/e2e/src/support/host-workspace.ts',
    as: ["run('pnpm', ['install',"],
  },
  {
    command: 'npx @ddext-oauth/simulator',
    file: simulator,
    test: 'starts without options, and lists at the end which calls it did not serve',
    as: ['launchIn(directory, [])'],
  },
  {
    command:
      'ddext-simulator . --image acme/hello --ui ui --backend "node backend/server.js" --watch backend',
    file: simulator,
    as: ["'--image', 'acme/hello'", "'--ui'", "'--backend', backendCommand"],
  },
  { command: 'ddext-simulator try oidc', file: connectionTest, as: ["'--silent', 'try', ...args"] },
  {
    command: 'ddext-simulator try oidc --json',
    file: connectionTest,
    as: ["pnpmTry(directory, 'oidc', '--json')"],
  },
  {
    command: 'ddext-simulator try oidc --user ada',
    file: connectionTest,
    as: ["pnpmTry(directory, 'oidc', '--user', 'ada')"],
  },
  {
    command:
      'npm run plop -- preset --id acme --name Acme --protocol oauth2 --authorization https://acme.example/oauth/authorize --token https://acme.example/oauth/token --userInfo https://api.acme.example/me --personId id --personName name --authentication client_secret_basic --scopes "profile" --console https://acme.example/settings/apps --source https://docs.acme.example/oauth',
    file: 'tools/plopfile/src/ask.test.ts',
    test: 'the answers for a preset in CONTRIBUTING.md are complete',
    as: ["answer('preset', walkthrough)"],
  },
  {
    command:
      'npx pnpm --filter @ddext-oauth/providers test && npx pnpm --filter @ddext-oauth/auth test src/contract',
    file: plop,
    test: 'a preset passes the contract, and is in the catalog, the compatibility rules and the documents',
    as: ["'@ddext-oauth/providers', 'test'", "'@ddext-oauth/auth', 'test', 'src/contract'"],
  },
  {
    command: 'npx pnpm --filter @ddext-oauth/providers build',
    file: 'tools/build/prepare.mjs',
    as: ["'-t', 'build'"],
  },
  {
    command: 'node packages/providers/api-surface.mjs && node packages/providers/providers-document.mjs',
    file: plop,
    test: 'are written without prompts if every answer is given',
    as: ["'packages/providers/api-surface.md'", "'docs/providers.md'"],
  },
  {
    command: 'npm run format && npx pnpm --filter @ddext-oauth/providers typecheck',
    file: plop,
    test: 'pass the type check of each package',
    as: ["run('biome', ['check'", "'run', 'typecheck']"],
  },
];
