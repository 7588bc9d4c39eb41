import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startUntil } from './support/dev.ts';
import { createWithPackages, directory } from './support/workspace.ts';

interface Configuration {
  readonly name: string;
  readonly runtimeExecutable: string;
  readonly runtimeArgs: readonly string[];
  readonly serverReadyAction: { readonly pattern: string; readonly uriFormat: string };
}

/** VS Code's debugger attaches to a process and its children with a module in NODE_OPTIONS. */
const debuggerOf = (notes: string) => `
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
appendFileSync(join(${JSON.stringify(notes)}, String(process.pid)), process.argv.join(' ') + '\\n');
`;

test('the debug configuration "pnpm dev" opens the address that is printed, and attaches to the backend', async () => {
  const workspace = await createWithPackages('debugged', '--image', 'acme/debugged', '--title', 'Debugged');
  const { configurations } = JSON.parse(await readFile(join(workspace, '.vscode/launch.json'), 'utf8'));
  const [{ runtimeExecutable, runtimeArgs, serverReadyAction }] = configurations as [Configuration];
  const notes = await mkdtemp(join(directory, 'debugger-'));
  const attached = join(directory, 'debugger.cjs');
  await writeFile(attached, debuggerOf(notes));

  // VS Code compiles the pattern with this flag, and matches it with the terminal output.
  const pattern = new RegExp(serverReadyAction.pattern, 'u');
  const environment = { NODE_OPTIONS: `--require=${attached}` };
  const started = await startUntil(pattern, runtimeExecutable, runtimeArgs, workspace, environment);
  const address = serverReadyAction.uriFormat.replace('%s', started.found);
  const statusOf = async (url: string) => (await fetch(url)).status;
  // Without the whole token, access is denied.
  const statuses = [await statusOf(address), await statusOf(address.slice(0, -1))];

  const commands = await Promise.all(
    (await readdir(notes)).map((name) => readFile(join(notes, name), 'utf8')),
  );
  await started.interrupt();
  expect(statuses).toEqual([200, 403]);
  expect(commands.filter((command) => /backend\/src\/main\.ts$/m.test(command))).toHaveLength(1);
});
