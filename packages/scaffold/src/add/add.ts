import { type AddRequest, additionTo } from './addition-files.ts';
import { withFilledValues } from './filled-values.ts';
import { decisions, nextSteps } from './notes.ts';
import type { AddOptions, RawAddOptions } from './options.ts';
import { noReactBecause } from './page/page-change.ts';
import { withChanges } from './reading/repository.ts';
import type { ExtensionClass } from './reading/server.ts';
import {
  type AdditionRecord,
  additionBasePath,
  additionFiles,
  additionVersion,
  readAddition,
} from './record.ts';
import { type FileChanges, planRemoval } from './remove.ts';

/** What `--add` writes. Nothing is written yet. */
export interface Addition {
  /** Undefined if the sign-in is there already, with the same options. */
  readonly extensionClass: ExtensionClass | undefined;
  readonly options: AddOptions | undefined;
  readonly changes: FileChanges;
  /** What was decided and why. */
  readonly decisions: readonly string[];
  /** What the author has to do. */
  readonly nextSteps: readonly string[];
}

/**
 * Adds sign-in to an existing extension. A second run with the same options changes nothing. With others, what was added is replaced.
 *
 * @example
 *   const { changes } = planAddition({ repository: readRepository('.'), raw: { provider: ['github'] }, packages, element });
 * @throws {ScaffoldError} `not-an-extension`, `addition-impossible`, and for invalid options
 */
export function planAddition({ repository, raw: given, packages, element }: AddRequest): Addition {
  const record = readAddition(repository);
  const raw: RawAddOptions = { ...record?.options, ...defined(given) };
  if (record && isSame(record, raw))
    return {
      extensionClass: undefined,
      options: undefined,
      changes: new Map(),
      decisions: [],
      nextSteps: [],
    };
  const removed: FileChanges = record ? planRemoval(repository) : new Map();
  const clean = withChanges(repository, removed);
  const { parts, texts, tarballs, manifests } = additionTo(clean, { raw, packages, element });
  const before = [...texts.keys()].flatMap((path) => {
    const text = clean.read(path);
    return text === undefined ? [] : [[path, text] as const];
  });
  const written = additionFiles(
    {
      version: additionVersion,
      options: raw,
      before: new Map(before),
      after: texts,
      binaries: [...tarballs.keys()],
    },
    repository.read(additionBasePath),
  );
  // What the author has filled in, such as client IDs, stays.
  const filled = [...texts].map(
    ([path, text]) => [path, withFilledValues(text, repository.read(path) ?? '')] as const,
  );
  const all = new Map<string, string | Uint8Array | null>([...removed, ...filled, ...tarballs, ...written]);
  const changes = new Map([...all].filter(([path, content]) => repository.read(path) !== content));
  const noReact = noReactBecause(parts.extension, parts.page);
  return {
    ...{ extensionClass: parts.extensionClass, options: parts.options, changes },
    decisions: decisions(parts, noReact),
    nextSteps: nextSteps(parts, manifests),
  };
}

function isSame({ version, options }: AdditionRecord, raw: RawAddOptions): boolean {
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(defined(value)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return version === additionVersion && sorted(options) === sorted(raw);
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
