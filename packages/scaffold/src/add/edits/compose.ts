import { stringify } from 'yaml';
import type { Tree } from '../../merge/edit-data.ts';
import { gatewayEnvironment, INNER } from '../gateway-settings.ts';
import type { AddOptions } from '../options.ts';
import type { Compose } from '../reading/compose.ts';
import { GUEST_SERVICES, type OwnServer } from '../reading/server.ts';
import { GATEWAY_COMMAND } from './dockerfile.ts';
import { edited } from './failure.ts';
import { withMovedSocket } from './moved-socket.ts';
import { type Extended, editBlocks, extendedService } from './yaml-blocks.ts';

/** The names that the compose file gets. */
export const GATEWAY_SERVICE = 'ddext-gateway';
export const DATA_VOLUME = 'ddext-data';
const INNER_VOLUME = 'ddext-inner';

/**
 * A volume in memory, as the folder of the host is. On a disk, the socket of a backend would be left over after a restart of the host, and many
 * backends then do not start.
 */
const IN_MEMORY = { driver_opts: { type: 'tmpfs', device: 'tmpfs' } };

type Members = { readonly [name: string]: Tree };

interface GatewayChange {
  readonly options: AddOptions;
  readonly server: OwnServer | undefined;
  /** Whether the gateway is the first service. */
  readonly isFirst: boolean;
}

/** Adds the gateway to a compose file, and moves the backend's socket to the volume that the two share. */
export function withGateway(compose: Compose, change: GatewayChange): string {
  const text = edited(compose.path, () =>
    editBlocks(withMovedSocket(compose, change), extendedBy(compose, change), (value) =>
      gatewayIn(value as Members, change),
    ),
  );
  return commented(text, change);
}

function extendedBy({ services }: Compose, { server }: GatewayChange): readonly Extended[] {
  const name = server?.service?.name ?? services[0]?.name;
  return [
    { path: ['services'], kind: 'map' },
    { path: ['volumes'], kind: 'map' },
    ...(server && name !== undefined ? extendedService(name, ['volumes']) : []),
  ];
}

/** A compose file for an extension that had none. */
export function newCompose(change: GatewayChange, ownServices: Members): string {
  return commented(stringify(gatewayIn({ services: ownServices }, change), { lineWidth: 0 }), change);
}

function gatewayIn(root: Members, change: GatewayChange): Members {
  const services = (root.services ?? {}) as Members;
  const own = change.server ? withInnerVolume(services, change) : services;
  const gateway = { [GATEWAY_SERVICE]: gatewayService(change) };
  return {
    ...root,
    services: change.isFirst ? { ...gateway, ...own } : afterFirst(own, gateway),
    volumes: {
      ...((root.volumes ?? {}) as Members),
      [DATA_VOLUME]: {},
      ...(change.server && { [INNER_VOLUME]: IN_MEMORY }),
    },
  };
}

function gatewayService({ options, server, isFirst }: GatewayChange): Members {
  const { strategy, port } = options;
  return {
    image: `\${DESKTOP_PLUGIN_IMAGE}`,
    entrypoint: [...GATEWAY_COMMAND],
    // A name would need /etc/passwd in the image.
    user: '0',
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    read_only: true,
    tmpfs: ['/tmp'],
    ...(strategy === 'backend-callback' && { ports: [`127.0.0.1:${port}:${port}`] }),
    volumes: [
      `${DATA_VOLUME}:/data`,
      ...(server ? [`${INNER_VOLUME}:${INNER}`] : []),
      ...folderOfSockets(server, isFirst),
    ],
    environment: withoutInterpolation(gatewayEnvironment(options, server)),
  };
}

/** Compose replaces variables such as `$HOME` in a value. A title may contain a dollar sign. */
function withoutInterpolation(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]),
  );
}

/**
 * The mount of the folder with the extension's socket: as the backend has it, or by the host. Docker documents that the SDK talks to the
 * first service, which therefore has the folder.
 */
function folderOfSockets(server: OwnServer | undefined, isFirst: boolean): readonly string[] {
  const { volumes } = server?.service?.settings ?? {};
  const own = Array.isArray(volumes)
    ? volumes.find((volume) => targetOf(volume) === GUEST_SERVICES)
    : undefined;
  if (typeof own === 'string') return [own];
  return isFirst ? [] : [`${GUEST_SERVICES}:${GUEST_SERVICES}`];
}

function targetOf(volume: unknown): string | undefined {
  return typeof volume === 'string' ? volume.split(':')[1]?.replace(/\/$/, '') : undefined;
}

/** The backend's service with the volume that it shares with the gateway. */
function withInnerVolume(services: Members, { options, server }: GatewayChange): Members {
  const name = server?.service?.name ?? Object.keys(services)[0];
  if (name === undefined || server === undefined) return services;
  const { [name]: found } = services;
  const service = (found ?? {}) as Members;
  const target = options.keepSocketPath ? GUEST_SERVICES : INNER;
  const given = ((service.volumes ?? []) as readonly Tree[]).filter((volume) => targetOf(volume) !== target);
  const volumes = [...given, `${INNER_VOLUME}:${target}`];
  return { ...services, [name]: { ...service, volumes } };
}

function afterFirst(services: Members, gateway: Members): Members {
  const [first, ...others] = Object.entries(services);
  return Object.fromEntries([...(first ? [first] : []), ...Object.entries(gateway), ...others]);
}

/** Comments are not part of the value that was written. In the service, it is removed with it. */
function commented(text: string, { server }: GatewayChange): string {
  const more = server ? ', and passes every other request on to the backend' : '';
  const comment = `# Added by create-ddext-oauth: signs users in${more}.`;
  return text.replace(
    new RegExp(`^([^\\S\\n]*${GATEWAY_SERVICE}:.*?(\\r?\\n))([^\\S\\n]*)`, 'm'),
    (_all, line: string, lineBreak: string, indentation: string) =>
      `${line}${indentation}${comment}${lineBreak}${indentation}`,
  );
}
