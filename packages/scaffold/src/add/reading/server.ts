import { runsOwnImage, type Service, wordsOf } from './compose.ts';
import { finalStages, type Instruction, type Stage } from './dockerfile.ts';
import type { Extension } from './extension.ts';
import { type NodeServer, readNodeServer } from './node-server.ts';
import type { Page } from './page.ts';

/** The folder in which a host expects the sockets of an extension. */
export const GUEST_SERVICES = '/run/guest-services';

/** Where the path of the backend's socket is set. */
export type SocketPlace =
  | { readonly where: 'compose' }
  | { readonly where: 'dockerfile'; readonly instruction: Instruction }
  /** In one shell script, or one module of JavaScript. */
  | { readonly where: 'script'; readonly path: string }
  /** In other code, or nowhere as a whole. `option` is an option of the program whose default is the path. */
  | { readonly where: 'code'; readonly paths: readonly string[]; readonly option: string | undefined };

/** The backend of an extension, which listens on its socket. */
export interface OwnServer {
  /** Undefined without a compose file. */
  readonly service: Service | undefined;
  readonly socket: string;
  readonly place: SocketPlace;
  /** `user:` of the service, or USER of the image. */
  readonly user: string | undefined;
  /** Undefined unless sign-in can be added to the process. */
  readonly node: NodeServer | undefined;
}

/**
 * - `server`: a backend in Go or another language, or in Node.js where sign-in cannot be added to the process
 * - `node`: a backend with Express
 * - `no-server`: services without a backend that the page calls
 * - `no-vm`: a page, and possibly host programs
 */
export type ExtensionClass = 'server' | 'node' | 'no-server' | 'no-vm';

export function classOf({ hasVm }: Extension, server: OwnServer | undefined): ExtensionClass {
  if (!hasVm) return 'no-vm';
  if (server === undefined) return 'no-server';
  return server.node ? 'node' : 'server';
}

/** Undefined for an extension that exposes no socket, or one that nothing uses. */
export function readOwnServer(extension: Extension, page: Page): OwnServer | undefined {
  const { socket, compose, dockerfile } = extension;
  if (socket === undefined) return undefined;
  const services = compose?.services ?? [];
  const service =
    services.find(({ settings }) => JSON.stringify(settings).includes(GUEST_SERVICES)) ??
    services.find(runsOwnImage) ??
    services[0];
  const stages = service === undefined || runsOwnImage(service) ? finalStages(dockerfile.parsed) : [];
  const start = startOf(stages, service);
  const user = userOf(stages, service);
  const place = placeOf(extension, page, { stages, service, path: `${GUEST_SERVICES}/${socket}` });
  // metadata.json names a socket that nothing creates and nothing calls.
  if (place.where === 'code' && place.paths.length === 0 && !page.callsBackend) return undefined;
  return {
    ...{ service, socket, place },
    user,
    // A new volume belongs to root.
    node: isRoot(user) ? readNodeServer(extension, page, { stages, words: start }) : undefined,
  };
}

/** Whether a value of `user:` or USER is root, which is the default. */
export function isRoot(user: string | undefined): boolean {
  return user === undefined || /^(0|root)(:|$)/.test(user);
}

/** The instructions that start the image: the last of each kind counts. */
function startInstructions(stages: readonly Stage[]): readonly Instruction[] {
  const all = stages.flatMap(({ instructions }) => instructions);
  return ['ENTRYPOINT', 'CMD'].flatMap((each) => all.findLast(({ keyword }) => keyword === each) ?? []);
}

function startOf(stages: readonly Stage[], service: Service | undefined): readonly string[] {
  const { entrypoint, command } = service?.settings ?? {};
  const [own, given] = [wordsOf(entrypoint), wordsOf(command)];
  const instructions = startInstructions(stages);
  const wordsOfKind = (kind: string) => instructions.find(({ keyword }) => keyword === kind)?.words ?? [];
  if (own.length > 0) return [...own, ...given];
  return [...wordsOfKind('ENTRYPOINT'), ...(given.length > 0 ? given : wordsOfKind('CMD'))];
}

function userOf(stages: readonly Stage[], service: Service | undefined): string | undefined {
  const given = service?.settings.user;
  if (given !== undefined && given !== null) return String(given);
  return stages.flatMap(({ instructions }) => instructions).findLast(({ keyword }) => keyword === 'USER')
    ?.words[0];
}

interface Search {
  readonly stages: readonly Stage[];
  readonly service: Service | undefined;
  readonly path: string;
}

function placeOf(extension: Extension, page: Page, { stages, service, path }: Search): SocketPlace {
  const { command, entrypoint, environment } = service?.settings ?? {};
  if ([command, entrypoint, environment].some((value) => JSON.stringify(value)?.includes(path)))
    return { where: 'compose' };
  const { text } = extension.dockerfile.parsed;
  // A script that starts the backend may be in a COPY or RUN, as a here-document.
  const all = stages.flatMap(({ instructions }) => instructions);
  const instruction = [
    ...startInstructions(stages),
    ...['ENV', 'ARG', 'COPY', 'RUN'].flatMap((each) => all.filter(({ keyword }) => keyword === each)),
  ].find(({ start, end }) => text.slice(start, end).includes(path));
  if (instruction) return { where: 'dockerfile', instruction };
  return placeInCode(extension, page, path);
}

const CODE = /\.(go|rs|ml|py|rb|java|kt|cs|c|cc|cpp|php|sh|bash|[cm]?[jt]s)$/;

function placeInCode({ repository }: Extension, page: Page, path: string): SocketPlace {
  const inPage = new Set(page.manifest ? page.sources : []);
  const paths = repository.paths.filter(
    (each) =>
      CODE.test(each) &&
      !inPage.has(each) &&
      !/_test\.go$|\.test\./.test(each) &&
      repository.read(each)?.includes(path),
  );
  const texts = paths.map((each) => repository.read(each) ?? '');
  // A shell script sets the path, and other code has its default.
  const shell = paths.filter((each) => /\.(ba)?sh$/.test(each));
  const [first, ...others] = shell.length > 0 ? shell : paths;
  const count = (repository.read(first ?? '') ?? '').split(path).length - 1;
  if (first !== undefined && others.length === 0 && count === 1 && /\.((ba)?sh|[cm]?[jt]s)$/.test(first))
    return { where: 'script', path: first };
  // flag.StringVar(&path, "socket", "/run/guest-services/backend.sock", …), as `docker extension init` writes it.
  const option = texts
    .map(
      (text) =>
        /\b(?:flag|pflag)\.String(?:Var)?P?\((?:\s*&[\w.]+\s*,)?\s*"([\w-]+)"\s*,\s*"\/run\/guest-services\//.exec(
          text,
        )?.[1],
    )
    .find((name) => name !== undefined);
  return { where: 'code', paths, option };
}
