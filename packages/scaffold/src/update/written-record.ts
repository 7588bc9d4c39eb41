import { editJson, type Tree } from '../merge/edit-data.ts';
import { withoutLineEndings } from '../merge/line-endings.ts';
import { optionTable } from '../options/option-table.ts';

type Members = Readonly<Record<string, Tree>>;

/** Members of the record that the generators own. The user may add others. */
const owned = ['version', 'options', 'command'];
const ownedOptions = [...Object.keys(optionTable), 'workspace'];

/**
 * The record with new options. The user's own members and formatting are kept.
 *
 * @param generated as it was generated with the recorded options
 */
export function writtenRecord(current: string, generated: string, after: string): string {
  const { text, restore } = withoutLineEndings(current);
  if (withoutVersion(text) === withoutVersion(generated)) return restore(after);
  const next = JSON.parse(after) as Members;
  const edited = editJson(current, (value) => {
    const { options, ...rest } = value as Members & { options: Members };
    return {
      ...without(rest, owned),
      ...next,
      options: { ...without(options, ownedOptions), ...(next.options as Members) },
    };
  });
  // readRecord has parsed the text.
  if (edited === undefined) throw new TypeError('The record is not JSON.');
  return edited;
}

const withoutVersion = (text: string) => text.replace(/^ {2}"version": .*\n/m, '');

function without(members: Members, keys: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([key]) => !keys.includes(key)));
}
