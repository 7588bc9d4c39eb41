import { posix } from 'node:path';
import type { Tree } from '../../merge/edit-data.ts';
import { DATA_VOLUME } from '../edits/compose.ts';
import { edited, impossible } from '../edits/failure.ts';
import { editBlocks, extendedService } from '../edits/yaml-blocks.ts';
import { providerVariables } from '../gateway-settings.ts';
import type { AddOptions } from '../options.ts';
import type { Compose } from '../reading/compose.ts';
import type { NodeServer } from '../reading/node-server.ts';
import type { Repository } from '../reading/repository.ts';
import { withMiddleware } from './express-entry.ts';
import { signInModule } from './sign-in-module.ts';

type Members = { readonly [name: string]: Tree };

/** The file with the middleware, beside the module that the image starts. */
export const MIDDLEWARE_FILES = { commonjs: 'ddext-auth.cjs', esm: 'ddext-auth.mjs' } as const;

/** The files of a backend with Express. Undefined if its app is not found, and the gateway is used in its place. */
export function nodeFiles(
  { read }: Repository,
  { entry, modules }: NodeServer,
  options: AddOptions,
): ReadonlyMap<string, string> | undefined {
  const file = MIDDLEWARE_FILES[modules];
  const text = withMiddleware(entry, read(entry) ?? '', { file, modules });
  if (text === undefined) return undefined;
  return new Map([
    [entry, text],
    [posix.join(posix.dirname(entry), file), signInModule(options, modules)],
  ]);
}

/** Publishes the port of the callback, and adds the volume and the variables, in the service of a backend with Express. */
export function withSignInService(
  { path, text, services }: Compose,
  name: string,
  options: AddOptions,
): string {
  const { strategy, port } = options;
  const isHostNetwork = services.find((service) => service.name === name)?.settings.network_mode === 'host';
  if (isHostNetwork && strategy === 'backend-callback')
    throw impossible(
      path,
      `the service ${name} has network_mode: host, and publishes no port. Use --method tab or device.`,
    );
  const environment = { path: ['services', name, 'environment'], kind: 'map' } as const;
  const extended = [
    { path: ['services'], kind: 'map' } as const,
    { path: ['volumes'], kind: 'map' } as const,
    ...extendedService(name, strategy === 'backend-callback' ? ['ports', 'volumes'] : ['volumes']),
    environment,
  ];
  return edited(path, () =>
    editBlocks(text, extended, (value) => {
      const root = value as Members;
      const all = (root.services ?? {}) as Members;
      const service = (all[name] ?? {}) as Members;
      const ports = strategy === 'backend-callback' ? [`127.0.0.1:${port}:${port}`] : [];
      const changed = {
        ...service,
        ...(ports.length > 0 && { ports: [...listOf(service.ports), ...ports] }),
        volumes: [...listOf(service.volumes), `${DATA_VOLUME}:/data`],
        environment: withVariables(service.environment, providerVariables(options)),
      };
      const volumes = { ...((root.volumes ?? {}) as Members), [DATA_VOLUME]: {} };
      return { ...root, services: { ...all, [name]: changed }, volumes };
    }),
  );
}

function listOf(value: Tree | undefined): readonly Tree[] {
  return Array.isArray(value) ? value : [];
}

function withVariables(environment: Tree | undefined, added: Readonly<Record<string, string>>): Tree {
  if (Array.isArray(environment))
    return [...environment, ...Object.entries(added).map(([name, value]) => `${name}=${value}`)];
  return { ...((environment ?? {}) as Members), ...added };
}
