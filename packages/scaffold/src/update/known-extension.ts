import type { Expression } from '@babel/types';
import { catalog, presetIdentifier } from '@ddext-oauth/providers/catalog';
import { initializerOf, propertyOf } from '../merge/syntax.ts';
import { type ExtensionRecord, type RecordedOptions, recordPath, settingLists } from '../options/record.ts';
import {
  definesProvider,
  LIST,
  type ListedProviders,
  listedProviders,
  PROVIDERS,
} from './listed-providers.ts';
import { moduleIn } from './own-module.ts';
import { readRecord } from './read-record.ts';

/** How to read the files of an extension. */
export interface ExtensionFiles {
  /** Reads a file of the extension; undefined if it does not exist. */
  readonly read: (path: string) => string | undefined;
  /** Paths of all files, without generated and ignored ones. Without it, no renamed file is found. */
  readonly list?: (() => readonly string[]) | undefined;
}

/** What is known about an extension. */
export interface KnownExtension {
  /** As `ddext-oauth.json` has it. */
  readonly recorded: ExtensionRecord;
  /** The recorded options, overridden by what the extension's own files say. */
  readonly record: ExtensionRecord;
  /** Sentences about each difference. */
  readonly warnings: readonly string[];
}

const SOURCE = 'auth/src/extension.ts';

/**
 * Reads the record of an extension, and overrides it with the extension's own files: ID, title and port in `auth/src/extension.ts`,
 * and the providers in `auth/src/providers/index.ts`.
 *
 * @throws {import('../errors.ts').ScaffoldError} `record-missing` | `record-invalid`
 */
export function readExtension(files: ExtensionFiles): KnownExtension {
  const recorded = readRecord(files.read(recordPath));
  const facts = factsOf(recorded.options, files.read(SOURCE));
  const listed = listedProviders(files);
  const gone = removedByHand(recorded.options, listed, files);
  const added = addedByHand(recorded.options, listed);
  const provider = [...recorded.options.provider.filter((id) => !gone.includes(id)), ...added];
  const isEnough = provider.length > 0 || (recorded.options.token ?? []).length > 0;
  const options = { ...recorded.options, ...facts.values, ...(isEnough && { provider }) };
  const lists = (['accept', ...settingLists] as const)
    .filter((name) => options[name] !== undefined)
    .map((name) => [name, options[name]?.filter((id) => options.provider.includes(id))]);
  return {
    recorded,
    record: { ...recorded, options: { ...options, ...Object.fromEntries(lists) } },
    warnings: [
      ...facts.warnings,
      ...gone.map((id) => removal(id, files)),
      ...added.map((id) => `${id} is in ${LIST}, and is added to ${recordPath}.`),
    ],
  };
}

/** Members of the extension, and the option that each determines. */
const members = [
  ['id', 'image'],
  ['title', 'title'],
  ['port', 'port'],
] as const;

interface Facts {
  readonly values: Partial<Pick<RecordedOptions, 'image' | 'title' | 'port'>>;
  readonly warnings: readonly string[];
}

function factsOf(options: RecordedOptions, source: string | undefined): Facts {
  const module = source === undefined ? undefined : moduleIn(SOURCE, source);
  const object = module && initializerOf(module, 'extension');
  if (object?.type !== 'ObjectExpression') return { values: {}, warnings: [] };
  const rows = members.flatMap(([member, option]) => {
    const node = propertyOf(object, member)?.value as Expression | undefined;
    const [value, known] = [node && literal(node), options[option]];
    if (node === undefined || value === known) return [];
    const warning =
      value === undefined
        ? `${SOURCE} computes ${member}, so ${known ?? 'the default'} is used, from ${recordPath}.`
        : `${SOURCE} has the ${member} ${value}, and ${recordPath} had ${known ?? 'none'}. The record is updated.`;
    return [{ option, value, warning }];
  });
  return {
    values: Object.fromEntries(rows.flatMap(({ option, value }) => (value ? [[option, value]] : []))),
    warnings: rows.map(({ warning }) => warning),
  };
}

function literal(node: Expression): string | undefined {
  if (node.type === 'StringLiteral' || node.type === 'NumericLiteral') return String(node.value);
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The recorded providers that the extension does not have any more. */
function removedByHand(
  { provider }: RecordedOptions,
  listed: ListedProviders | undefined,
  { read, list }: ExtensionFiles,
): readonly string[] {
  if (listed?.isComplete) return provider.filter((id) => !listed.has(id));
  const index = read(LIST);
  // A list in another file may contain the provider.
  if (index === undefined) return [];
  const absent = provider.filter(
    (id) => read(`${PROVIDERS}/${id}.ts`) === undefined && !mentions(index, presetIdentifier(id)),
  );
  if (absent.length === 0) return [];
  const sources = (list?.() ?? []).filter((path) => path.startsWith('auth/') && path.endsWith('.ts'));
  const texts = sources.map((path) => read(path) ?? '');
  return absent.filter((id) => !texts.some((text) => definesProvider(text, id)));
}

/** The providers of the catalog that were added to the list, and are not recorded. */
function addedByHand({ provider }: RecordedOptions, listed: ListedProviders | undefined): readonly string[] {
  const ids = listed?.inOwnFile ?? [];
  return ids.filter((id) => !provider.includes(id) && catalog.some((preset) => preset.id === id));
}

function removal(id: string, { read }: ExtensionFiles): string {
  const file = `${PROVIDERS}/${id}.ts`;
  const start = `${id} is not in ${LIST} any more, and is removed from ${recordPath}.`;
  return read(file) === undefined ? start : `${start} ${file} stays: delete it, or add the provider again.`;
}

function mentions(text: string, identifier: string): boolean {
  return new RegExp(String.raw`\b${identifier}\b`).test(text);
}
