import { readFile } from 'node:fs/promises';
import { basename, join, posix, resolve, sep } from 'node:path';
import { messageOf } from '../errors.ts';
import { invalid, isObject, valueAt } from './invalid.ts';
import { readOr, type Warn } from './warnings.ts';

/** The parts of metadata.json that the simulator uses. */
export interface Metadata {
  readonly title: string;
  /** Undefined if the file is missing. */
  readonly icon: string | undefined;
  /** The folder of the UI in the image. */
  readonly uiRoot: string;
  /** The HTML entry, relative to the folder of the UI. */
  readonly entry: string;
  readonly hasVm: boolean;
  readonly composeFile: string | undefined;
  /** The image of the backend without a compose file. */
  readonly vmImage: string | undefined;
  /** The file name of the socket in /run/guest-services. */
  readonly socket: string | undefined;
  readonly exposesSocket: boolean;
  /** File on this machine, by the base name that the UI uses. */
  readonly hostBinaries: ReadonlyMap<string, string>;
}

const file = 'metadata.json';
const tab = ['ui', 'dashboard-tab'];
const platformKeys: Partial<Record<NodeJS.Platform, string>> = { darwin: 'darwin', win32: 'windows' };

function requiredString(json: unknown, path: readonly string[], example: string): string {
  const value = valueAt(json, path);
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw invalid(file, path.join('.'), `must be a non-empty string, such as "${example}".`);
}

function optionalString(json: unknown, path: readonly string[], example: string): string | undefined {
  return valueAt(json, path) === undefined ? undefined : requiredString(json, path, example);
}

/** The file that a file of the image is a copy of, relative to the folder; undefined if the Dockerfile copies none there. */
export type ImageSource = (path: string) => string | undefined;

/** Finds a file of the image in the folder. A file that the Dockerfile does not copy has the same path there. */
type Find = (path: string, key: string) => string;

/** Resolves a path, which must stay in the folder. */
function inside(directory: string, path: string, key: string): string {
  const found = resolve(directory, join('.', path));
  if (found.startsWith(resolve(directory) + sep)) return found;
  throw invalid(file, key, `points outside the extension's folder ("${path}"); name a file inside it.`);
}

/** The path of the page, without a query and fragment. It cannot leave the folder of the UI. */
function entryOf(src = 'index.html'): string {
  return posix.resolve('/', src.replace(/[?#].*$/s, '')).slice(1) || 'index.html';
}

const platform = platformKeys[process.platform] ?? 'linux';

/** The paths in the image of the host binaries of this platform. Each is a string in a valid file. */
export function platformBinaries(json: unknown): readonly unknown[] {
  const declared = valueAt(json, ['host', 'binaries']);
  const entries = Array.isArray(declared)
    ? declared.flatMap((group) => valueAt(group, [platform]) ?? [])
    : [];
  return entries.map((entry) => valueAt(entry, ['path']));
}

function readHostBinaries(json: unknown, find: Find, warn: Warn): ReadonlyMap<string, string> {
  if (!Array.isArray(valueAt(json, ['host', 'binaries']) ?? []))
    throw invalid(file, 'host.binaries', 'must be a list.');
  const read = (path: unknown) => {
    if (typeof path !== 'string') {
      throw invalid(file, `host.binaries[].${platform}[].path`, 'must be a string, such as "/linux/helper".');
    }
    return [basename(path), find(path, 'host.binaries[].path')] as const;
  };
  return new Map(platformBinaries(json).flatMap((path) => readOr(warn, () => [read(path)]) ?? []));
}

/**
 * Reads and validates metadata.json (https://docs.docker.com/extensions/extensions-sdk/architecture/metadata/).
 *
 * @param directory the folder that contains it
 * @param sourceOf where the image's files come from
 * @param warn receives invalid and missing values, with the key
 * @throws SimulatorError `extension-invalid` without a JSON object to read
 */
export async function readMetadata(directory: string, sourceOf: ImageSource, warn: Warn): Promise<Metadata> {
  const path = inside(directory, sourceOf(`/${file}`) ?? file, 'the whole file');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw invalid(
      file,
      'cannot be read:',
      `${messageOf(error)}. Pass the folder that contains it, or --from-image.`,
    );
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalid(file, 'is not JSON:', `${messageOf(error)}.`);
  }
  if (!isObject(json)) throw invalid(file, 'the whole file', 'must be one JSON object.');

  const find: Find = (path, key) => inside(directory, sourceOf(posix.resolve('/', path)) ?? path, key);
  const required = (path: readonly string[], example: string) =>
    readOr(warn, () => requiredString(json, path, example));
  const optional = (path: readonly string[], example: string) =>
    readOr(warn, () => optionalString(json, path, example));
  const uiRoot = required([...tab, 'root'], 'ui') ?? 'ui';
  const socket =
    optional(['vm', 'exposes', 'socket'], 'backend.sock') ??
    optional([...tab, 'backend', 'socket'], 'backend.sock');
  if (socket?.includes('/')) {
    warn(invalid(file, 'vm.exposes.socket', `must be a file name without folders, not "${socket}".`));
  }
  const composeFile = optional(['vm', 'composefile'], 'compose.yaml');
  const icon = required(['icon'], 'icon.svg');
  return {
    title: required([...tab, 'title'], 'My extension') ?? 'Extension without a title',
    icon: icon && readOr(warn, () => find(icon, 'icon')),
    uiRoot: posix.resolve('/', uiRoot),
    entry: entryOf(required([...tab, 'src'], 'index.html')),
    hasVm: valueAt(json, ['vm']) !== undefined,
    composeFile: composeFile && readOr(warn, () => find(composeFile, 'vm.composefile')),
    vmImage: optional(['vm', 'image'], 'acme/hello'),
    socket: socket?.includes('/') ? undefined : socket,
    exposesSocket: socket !== undefined,
    hostBinaries: readOr(warn, () => readHostBinaries(json, find, warn)) ?? new Map(),
  };
}
