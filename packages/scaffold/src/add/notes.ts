import { posix } from 'node:path';
import { redirectUris } from '../options/redirect-uris.ts';
import type { BackendChange } from './backend-change.ts';
import { variableApiVersion } from './edits/labels.ts';
import { providerVariables } from './gateway-settings.ts';
import { type AddOptions, neededApiVersion } from './options.ts';
import type { PageChange } from './page/page-change.ts';
import { objectIn } from './reading/data.ts';
import type { Extension } from './reading/extension.ts';
import type { Page } from './reading/page.ts';
import { type ExtensionClass, isRoot, type OwnServer } from './reading/server.ts';

/** What an addition is made of. */
export interface AdditionParts {
  readonly extension: Extension;
  readonly page: Page;
  readonly server: OwnServer | undefined;
  readonly extensionClass: ExtensionClass;
  readonly options: AddOptions;
  readonly backend: BackendChange;
  readonly pageResult: PageChange;
  /** The file in which the author fills in client IDs. */
  readonly valuesPath: string;
}

const GO_PAGE = 'https://github.com/ddext-oauth/ddext-oauth/blob/main/docs/sign-in-from-go.md';

/** What was decided and why, as sentences. */
export function decisions(parts: AdditionParts, noReact: string | undefined): readonly string[] {
  const { extension, server, extensionClass, backend, pageResult, page, options } = parts;
  const kind = {
    server: 'The extension has a backend, which the gateway is in front of.',
    node: 'The extension has a backend with Express, to which sign-in is added.',
    'no-server': 'The extension has no backend that the page calls. The gateway is one.',
    'no-vm': 'The extension has no backend. The gateway is its only service.',
  }[backend.kind === 'gateway' && extensionClass === 'node' ? 'server' : extensionClass];
  return [
    backend.kind === 'none'
      ? 'The page exchanges the code itself. There is no service for the sign-in.'
      : kind,
    ...(backend.gateway ? [positionOf(backend.gateway.isFirst, page.execsInVm, extension)] : []),
    ...(backend.gateway
      ? [
          'The image of the extension contains the gateway and its Node.js, about 130 MB. No other image is needed.',
        ]
      : []),
    ...(server && backend.gateway ? [socketSentence(server, options)] : []),
    ...(server?.service?.settings.network_mode === 'host'
      ? [
          'The backend has the network of the host. The gateway has a network of its own, and publishes its port.',
        ]
      : []),
    ...(pageResult.kind === 'react'
      ? ['The page gets a React component.']
      : [`The page gets the element <ddext-sign-in>, because ${noReact}.`]),
    ...(options.prefix === '/auth' ? [] : [`The sign-in answers at ${options.prefix}.`]),
  ];
}

function positionOf(isFirst: boolean, execsInVm: boolean, { compose }: Extension): string {
  const untried = 'This was not tried in a real Docker Desktop.';
  if (compose === undefined && isFirst)
    return `The gateway is the first service, which the SDK talks to. ${untried}`;
  return execsInVm
    ? `The page calls vm.cli.exec, which runs in the first service, so the gateway is the second, and mounts the folder of the socket itself. ${untried} Rancher Desktop and Podman Desktop mount the folder too, and may refuse the second mount.`
    : `The page does not call vm.cli.exec, so the gateway is the first service, which the SDK talks to. ${untried}`;
}

function socketSentence({ service, socket }: OwnServer, { keepSocketPath }: AddOptions): string {
  const name = service?.name ?? 'backend';
  return keepSocketPath
    ? `The service ${name} keeps the path of its socket, in a volume that hides the folder of the host. Hosts that mount the folder into each service may refuse it.`
    : `The service ${name} listens at /run/ddext/${socket}, in a volume that it shares with the gateway.`;
}

/** What the author has to do. */
export function nextSteps(parts: AdditionParts, manifests: readonly string[]): readonly string[] {
  const { extension, options, pageResult, server, valuesPath } = parts;
  const registrations =
    options.method === 'device'
      ? []
      : redirectUris(options).map(
          ({ uri, providers }) =>
            `Register this redirect URI exactly at ${providers.map(({ name, registration }) => (registration.url ? `${name} (${registration.url})` : name)).join(', ')}: ${uri}`,
        );
  const variables = Object.entries(providerVariables(options)).flatMap(([name, value]) =>
    value === '' ? [name] : [],
  );
  return [
    ...pageResult.byHand,
    ...manifests.map((path) => `Install the dependencies of ${path} again, so that the lockfile has them.`),
    ...registrations,
    `Fill in ${variables.join(', ')} in ${valuesPath}.`,
    ...secretSteps(options),
    ...(server && parts.backend.kind !== 'none'
      ? [
          `The routes of the backend answer every caller, as before. To accept the signed-in page only, see ${GO_PAGE}`,
        ]
      : []),
    ...hints(parts),
    ...('host' in extension.metadata.content && 'binaries' in objectIn(extension.metadata.content, 'host')
      ? [
          'Programs on the host get no access token: call the API in the page, with fetch of useAuth or of the client of the element.',
        ]
      : []),
  ];
}

/** Providers without public clients. A device code often needs none. */
function secretSteps({ providers, method, exchange }: AddOptions): readonly string[] {
  if (method === 'device' || exchange === 'ui') return [];
  return providers
    .filter(({ publicClient }) => publicClient.authorizationCode.possible === false)
    .map(
      ({ id, name }) =>
        `${name} requires a client secret. Do not add it to the image: the user writes it to /data/${id}-client-secret in the volume ddext-data.`,
    );
}

function hints({ extension, server, pageResult, backend, options }: AdditionParts): readonly string[] {
  const apiVersion = variableApiVersion(extension.dockerfile.parsed);
  const ignore = extension.repository.read(posix.join(extension.context, '.dockerignore')) ?? '';
  const isAllowList = /^(\*\*\/)?\*\*?\s*$/m.test(ignore);
  const usesJest =
    pageResult.kind === 'react' && extension.repository.paths.some((path) => /\.test\.[jt]sx?$/.test(path));
  return [
    ...(apiVersion === undefined
      ? []
      : [
          `The label com.docker.desktop.extension.api.version contains a variable (${apiVersion}) and was not changed. Set the variable to ${neededApiVersion(options)}, or to a higher minimum version.`,
        ]),
    ...(isAllowList && (backend.copied.length > 0 || pageResult.files.size > 0)
      ? ['.dockerignore leaves out all files but the listed ones: list the new files.']
      : []),
    ...(server && backend.gateway && !isRoot(server.user)
      ? [
          `The backend runs as ${server.user}: the gateway, which is root without capabilities, needs a socket with mode 0666.`,
        ]
      : []),
    ...(usesJest
      ? [
          "Jest 27, as in create-react-app 5, does not read the exports of packages: in tests of the page, map '@ddext-oauth/auth/react' and '/ui' with moduleNameMapper, or mock the component.",
        ]
      : []),
  ];
}
