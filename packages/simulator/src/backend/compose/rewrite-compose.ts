import { interpolate } from '../../extension/compose-environment.ts';
import { isObject, type JsonObject } from '../../extension/invalid.ts';
import { loopback } from '../../http/listen.ts';

/** Where Docker Desktop mounts the folder of the socket. */
export const guestServices = '/run/guest-services';

export interface Rewrite {
  /** The value of `${DESKTOP_PLUGIN_IMAGE}`. */
  readonly image: string;
  /** A folder of this machine for the socket; undefined if the extension exposes none. */
  readonly folder: string | undefined;
  readonly log: (line: string) => void;
}

const ownImage = /^\$(?:DESKTOP_PLUGIN_IMAGE|\{DESKTOP_PLUGIN_IMAGE\})$/;
/** `[HOST_IP:][PUBLISHED:]TARGET[/PROTOCOL]`, with ranges of ports. */
const short = /^(?:(?:(\[[^\]]*\]|[^:]*):)?([\d-]*):)?([\d-]+(?:\/\w+)?)$/;

/** The long form, in the short one: version 1 of Docker Compose knows no `host_ip` in the long one. */
function longOnLoopback(entry: JsonObject): unknown {
  const { target, published = '', protocol, host_ip: address } = entry;
  if (target === undefined || address === loopback) return entry;
  return `${loopback}:${published}:${target}${protocol === undefined ? '' : `/${protocol}`}`;
}

/** The port, published on loopback only. A value that Docker Compose does not accept either is unchanged. */
function onLoopback(entry: unknown): unknown {
  if (isObject(entry)) return longOnLoopback(entry);
  const [, address, published = '', target] = short.exec(interpolate(String(entry), process.env)) ?? [];
  if (target === undefined || address === loopback) return entry;
  return `${loopback}:${published}:${target}`;
}

function portsOf(name: string, ports: unknown, { log }: Rewrite): unknown {
  if (!Array.isArray(ports)) return ports;
  const restricted = ports.map(onLoopback);
  if (JSON.stringify(restricted) !== JSON.stringify(ports)) {
    log(`The ports of ${name} are published on ${loopback} only, and not to other machines.`);
  }
  return restricted;
}

function isGuestServices(mount: unknown): boolean {
  const target = isObject(mount) ? mount.target : String(mount).split(':')[1];
  return target === guestServices;
}

/** Hosts add the folder of the socket to each service. */
function volumesOf(volumes: unknown, folder: string): unknown {
  const own = Array.isArray(volumes) ? volumes : [];
  return own.some(isGuestServices) ? own : [...own, `${folder}:${guestServices}`];
}

function rewriteService(name: string, service: JsonObject, rewrite: Rewrite): JsonObject {
  const { image, folder, log } = rewrite;
  if (service.network_mode === 'host') {
    log(`${name} uses the network of this machine, so its ports are open to whatever it lets in.`);
  }
  return {
    ...service,
    ...(ownImage.test(String(service.image)) && { image }),
    ...(service.ports !== undefined && { ports: portsOf(name, service.ports, rewrite) }),
    ...(folder !== undefined && { volumes: volumesOf(service.volumes, folder) }),
  };
}

/**
 * Rewrites a compose file as hosts of extensions do (docs/hosts.md): `${DESKTOP_PLUGIN_IMAGE}` as a whole value is the image, and each
 * service has the folder of the socket. Ports are published on loopback only. The project has a name of the simulator.
 */
export function rewriteCompose({ name: _, ...document }: JsonObject, rewrite: Rewrite): JsonObject {
  const services = isObject(document.services) ? document.services : {};
  const rewritten = Object.entries(services).map(([name, service]) => [
    name,
    isObject(service) ? rewriteService(name, service, rewrite) : service,
  ]);
  return { ...document, services: Object.fromEntries(rewritten) };
}
