import { posix } from 'node:path';
import { stringify } from 'yaml';
import { recordPath } from '../options/record.ts';
import { GATEWAY_SERVICE, newCompose, withGateway } from './edits/compose.ts';
import type { DockerfileChange } from './edits/dockerfile.ts';
import { impossible } from './edits/failure.ts';
import { withCompose } from './edits/metadata.ts';
import { INNER, NEW_SOCKET } from './gateway-settings.ts';
import { nodeFiles, withSignInService } from './node/node-change.ts';
import type { AddOptions } from './options.ts';
import type { Extension } from './reading/extension.ts';
import type { NodeServer } from './reading/node-server.ts';
import type { Page } from './reading/page.ts';
import { GUEST_SERVICES, type OwnServer } from './reading/server.ts';

/** The files of an extension that change for its backend, and what its image gets. */
export interface BackendChange {
  readonly kind: 'gateway' | 'process' | 'none';
  readonly files: ReadonlyMap<string, string>;
  /** The compose file, in the repository. Undefined without a service for the sign-in. */
  readonly composePath: string | undefined;
  readonly copied: DockerfileChange['copied'];
  /** Undefined in the process of a backend with Express. */
  readonly gateway: { readonly isFirst: boolean } | undefined;
  /** The package.json that gets `@ddext-oauth/auth`, in the process of a backend with Express. */
  readonly manifest: string | undefined;
}

/** Where a new compose file is, in the image. Rancher Desktop copies its folder to the user's machine. */
const NEW_COMPOSE = 'vm/compose.yaml';

/** The page exchanges the code. */
const withoutService: BackendChange = {
  ...{ kind: 'none', files: new Map(), composePath: undefined, copied: [] },
  ...{ gateway: undefined, manifest: undefined },
};

/** Adds sign-in to the backend of an extension: in its process, or with the gateway in front of it. */
export function backendChange(
  extension: Extension,
  page: Page,
  { server, options }: { readonly server: OwnServer | undefined; readonly options: AddOptions },
): BackendChange {
  assertNotThere(extension);
  if (options.exchange === 'ui') return withoutService;
  const inProcess = server?.node && nodeFiles(extension.repository, server.node, options);
  if (server?.node && inProcess)
    return processChange(extension, server, { node: server.node, files: inProcess, options });
  if (server) assertMovable(extension, server, options);
  const isFirst = !page.execsInVm;
  const change = { options, server, isFirst };
  const scripts = scriptChange(extension, server, options);
  const common = { kind: 'gateway', gateway: { isFirst }, manifest: undefined } as const;
  const { compose, metadata, repository } = extension;
  if (compose) {
    const files = new Map([...scripts, [compose.path, withGateway(compose, change)]]);
    if (!server) files.set(metadata.path, metadataWith(extension, composeInImage(extension)));
    return { ...common, files, composePath: compose.path, copied: [] };
  }
  const composePath = newComposePath(extension);
  const files = new Map([
    ...scripts,
    [composePath, newCompose(change, ownServices(extension))],
    [metadata.path, metadataWith(extension, NEW_COMPOSE, server?.socket)],
  ]);
  const source = posix.relative(extension.context, composePath);
  if (repository.read(composePath) !== undefined)
    throw impossible(composePath, 'it exists, and metadata.json does not name it.');
  return { ...common, files, composePath, copied: [[source, `/${NEW_COMPOSE}`]] };
}

/** A sign-in that --add did not add is not replaced. */
function assertNotThere({ repository, context, compose }: Extension): void {
  const record = posix.join(context, recordPath);
  if (repository.read(record) !== undefined)
    throw impossible(
      record,
      'create-ddext-oauth generated this extension with sign-in. Add a provider with `pnpm nx generate @ddext-oauth/nx:provider ID`.',
    );
  if (compose?.services.some(({ name }) => name === GATEWAY_SERVICE))
    throw impossible(
      compose.path,
      `it has a service ${GATEWAY_SERVICE} already, which --add did not record.`,
    );
}

interface Process {
  readonly node: NodeServer;
  readonly files: ReadonlyMap<string, string>;
  readonly options: AddOptions;
}

function processChange(
  extension: Extension,
  server: OwnServer,
  { node, files, options }: Process,
): BackendChange {
  const { compose, metadata } = extension;
  const common = { kind: 'process', gateway: undefined, manifest: node.manifest.path } as const;
  if (compose) {
    const name = server.service?.name ?? '';
    const all = new Map([...files, [compose.path, withSignInService(compose, name, options)]]);
    return { ...common, files: all, composePath: compose.path, copied: [] };
  }
  const composePath = newComposePath(extension);
  const services = ownServices(extension);
  const empty = { path: composePath, text: stringify({ services }), content: { services }, services: [] };
  const all = new Map([
    ...files,
    [composePath, withSignInService(empty, 'backend', options)],
    [metadata.path, metadataWith(extension, NEW_COMPOSE, server.socket)],
  ]);
  return {
    ...common,
    files: all,
    composePath,
    copied: [[posix.relative(extension.context, composePath), `/${NEW_COMPOSE}`]],
  };
}

/** `vm.image` as a service of a compose file. */
function ownServices({ vmImage }: Extension): Readonly<Record<string, { readonly image: string }>> {
  return vmImage === undefined ? {} : { backend: { image: vmImage } };
}

function newComposePath({ context, repository }: Extension): string {
  const taken = repository.paths.includes(posix.join(context, 'compose.yaml'));
  return posix.join(context, taken ? 'ddext-compose.yaml' : 'compose.yaml');
}

function composeInImage({ metadata }: Extension): string {
  const { vm } = metadata.content as { vm?: { composefile?: unknown } };
  return String(vm?.composefile);
}

function metadataWith({ metadata, repository }: Extension, composefile: string, socket = NEW_SOCKET): string {
  return withCompose(metadata.path, repository.read(metadata.path) ?? '', { composefile, socket });
}

/** The new path of the socket in a module of JavaScript. */
function scriptChange(
  { repository }: Extension,
  server: OwnServer | undefined,
  { keepSocketPath }: AddOptions,
): readonly (readonly [string, string])[] {
  if (server?.place.where !== 'script' || keepSocketPath) return [];
  const { path } = server.place;
  const text = (repository.read(path) ?? '').replace(
    `${GUEST_SERVICES}/${server.socket}`,
    () => `${INNER}/${server.socket}`,
  );
  return [[path, text]];
}

/** The gateway owns the exposed socket, so the backend needs another path. Its code is not changed. */
function assertMovable(
  { dockerfile }: Extension,
  { place, socket }: OwnServer,
  { keepSocketPath }: AddOptions,
): void {
  if (place.where !== 'code' || keepSocketPath) return;
  const [own, moved] = [`${GUEST_SERVICES}/${socket}`, `${INNER}/${socket}`];
  const where =
    place.paths.length > 0
      ? `is in ${place.paths.join(', ')}`
      : 'is not in the Dockerfile or the compose file';
  const advice =
    place.option === undefined
      ? `Let the backend take the path from an argument or a variable, and set it to ${own} in ${dockerfile.path} or the compose file`
      : `Add -${place.option} ${own} to the command in ${dockerfile.path}`;
  throw impossible(
    place.paths[0] ?? dockerfile.path,
    `the path of the backend's socket ${where}, and the backend's code is not changed. ${advice}; then --add moves it to ${moved}. Or add --keep-socket-path, which mounts a volume over ${GUEST_SERVICES} in the backend's service.`,
  );
}
