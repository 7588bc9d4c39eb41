import type { RawOptions } from '../options/options.ts';
import { settingLists } from '../options/record.ts';
import type { OptionChange } from './planned-change.ts';

/** Two values of each option that stands in several files. One of them is not the extension's. */
const others = {
  port: ['5000', '5001'],
  image: ['acme/one', 'acme/two'],
  title: ['One', 'Two'],
} as const;

/**
 * The options of an extension without those that are given again, although it has them already. What differs between the two is what
 * the files have to say. Undefined if nothing is given again.
 *
 * @param before the options of the extension, with `port`
 * @param after with the change
 */
export function withoutGivenAgain(
  before: RawOptions,
  after: RawOptions,
  { added, ...change }: OptionChange,
): RawOptions | undefined {
  const same = (['port', 'image', 'title'] as const).filter(
    (name) => change[name] !== undefined && before[name] === after[name],
  );
  const values = same.map((name) => [name, others[name].find((value) => value !== after[name])]);
  const provider = after.provider?.filter((id) => id !== added) ?? [];
  const isProvider =
    added !== undefined &&
    before.provider?.includes(added) === true &&
    (provider.length > 0 || (after.token ?? []).length > 0);
  if (same.length === 0 && !isProvider) return undefined;
  return {
    ...after,
    ...Object.fromEntries(values),
    ...(isProvider && { provider, ...withoutId(after, added) }),
  };
}

/** The lists of provider IDs without one ID. */
function withoutId(options: RawOptions, added: string): RawOptions {
  const without = (ids: readonly string[] | undefined) => ids?.filter((id) => id !== added);
  const lists = settingLists.map((name) => [name, without(options[name])]);
  return { accept: without(options.accept), ...Object.fromEntries(lists) };
}
