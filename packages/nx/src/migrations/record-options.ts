import { posix } from 'node:path';
import { parseArgs } from 'node:util';
import { createPlan, type RawOptions, resolveOptions } from '@ddext-oauth/scaffold';
import { recordPath } from '@ddext-oauth/scaffold/change';
import devkit, { type Tree } from 'nx/src/devkit-exports.js';
import { readJson } from '../workspace/json.ts';
import { packagesOf } from '../workspace/runtime-packages.ts';

/**
 * 0.1.0: `ddext-oauth.json` held the command that made an extension, and holds its options besides, from which the
 * generators know what to change.
 *
 * @throws Error where the command is not one of create-ddext-oauth's
 */
export async function recordOptions(tree: Tree): Promise<void> {
  for (const path of await devkit.globAsync(tree, [recordPath, `**/${recordPath}`])) {
    const { options, command } = readJson(tree, path);
    if (options !== undefined) continue;
    const plan = createPlan(resolveOptions(optionsOf(String(command), path)).options, {
      packages: packagesOf(tree, posix.dirname(path)),
    });
    tree.write(path, plan.get(recordPath) as string);
  }
}

const text = { type: 'string' } as const;
const flags = {
  ...{ strategy: text, redirect: text, exchange: text, image: text, title: text, port: text },
  provider: { ...text, multiple: true },
  yes: { type: 'boolean' },
} as const;

function optionsOf(command: string, path: string): RawOptions {
  try {
    const [manager, verb, name, ...args] = wordsOf(command);
    if ([manager, verb, name].join(' ') !== 'pnpm create ddext-oauth') throw new Error('another command');
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
    const { yes: _, ...options } = values;
    return { directory: positionals[0], ...options };
  } catch (cause) {
    throw new Error(
      `${path} does not hold the command that made the extension; restore it from the first commit, then migrate again.`,
      { cause },
    );
  }
}

/** The words of a command line as `shellQuote` of the scaffold writes it. */
function wordsOf(line: string): string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) => double ?? single ?? escaped),
  );
}
