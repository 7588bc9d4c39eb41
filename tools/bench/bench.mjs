import { writeFile } from 'node:fs/promises';
import { prepare } from '../build/prepare.mjs';
import { fail, step } from '../dev/steps.mjs';
import { measureAccounts } from './accounts.mjs';
import { measureCallers } from './callers.mjs';
import { measureColdStart } from './cold-start.mjs';
import { measureCreate } from './create.mjs';
import { measureExtensions } from './extensions.mjs';
import { measureFirstTest } from './first-test.mjs';
import { measureGateway } from './gateway.mjs';
import { measureMemory } from './memory.mjs';
import { measureNxGenerate } from './nx-generate.mjs';
import { measureNxGrowth } from './nx-growth.mjs';
import { measurePackages } from './packages.mjs';
import { measureRefresh } from './refresh.mjs';
import { asChart, asMarkdown, asText, describeConditions } from './report.mjs';
import { Sandbox } from './sandbox.mjs';
import { measureScaffold } from './scaffold.mjs';
import { measureSignIns } from './sign-ins.mjs';
import { makeSubjects } from './subjects.mjs';

/**
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {Awaited<ReturnType<typeof makeSubjects>>} Subjects
 */

// `npm run bench`: every table, also written to results.md. `npm run bench -- memory refresh`: these tables only.
/** @type {Readonly<Record<string, [title: string, measure: (sandbox: Sandbox, subjects: Subjects) => Promise<Table>]>>} */
const measurements = {
  'cold-start': ['Starting backends', measureColdStart],
  memory: ['Watching memory over thousands of sign-ins', measureMemory],
  'sign-ins': ['Measuring sign-ins per second', measureSignIns],
  refresh: ['Refreshing', measureRefresh],
  'nx-generate': ['Generating with Nx', measureNxGenerate],
  'nx-growth': ['Testing workspaces of 1, 5 and 20 extensions', measureNxGrowth],
  scaffold: ['Comparing the command with other generators', measureScaffold],
  create: ['Creating through a registry', measureCreate],
  'first-test': ['Creating, installing and testing, compared with create-t3-app', measureFirstTest],
  extensions: ['Creating 1, 10 and 100 extensions', measureExtensions],
  packages: ['Measuring the downloaded packages', measurePackages],
  accounts: ['Reading and storing 1, 10 and 100 accounts', measureAccounts],
  callers: ['Calling with and without the token', measureCallers],
  gateway: ['Comparing the gateway with a bare reverse proxy', measureGateway],
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(measurements, name));
const sandbox = new Sandbox();
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** @type {NodeJS.Signals | undefined} */
let signal;

try {
  if (unknown.length > 0) {
    const names = Object.keys(measurements).join(', ');
    throw new Error(`npm run bench takes ${names}; it was given ${unknown.join(' ')}.`);
  }
  await Promise.race([bench(), interrupted()]);
} catch (error) {
  if (!signal) fail(error);
} finally {
  await sandbox.close();
}
// Ends this process by the signal, so that its parent process sees it.
if (signal) process.kill(process.pid, signal);

async function bench() {
  await prepare();
  const subjects = await step('Creating an extension and building the measured programs', () =>
    makeSubjects(sandbox),
  );
  const conditions = await describeConditions(subjects.workspace);
  const tables = [];
  for (const name of chosen.length > 0 ? chosen : Object.keys(measurements)) {
    const [title, measure] = measurements[name];
    tables.push(await step(title, () => measure(sandbox, subjects)));
  }
  console.log(`\n${conditions.join('\n')}`);
  for (const table of tables) console.log(asText(table));
  if (chosen.length > 0) return;
  await writeFile(new URL('results.md', import.meta.url), asMarkdown(conditions, tables));
  await writeFile(new URL('results.svg', import.meta.url), asChart(tables));
  console.log('\nWritten to tools/bench/results.md and results.svg.');
}

/** Rejects at the first signal that asks this process to end. */
function interrupted() {
  return new Promise((_resolve, reject) => {
    for (const name of signals) {
      process.once(name, () => {
        signal = name;
        for (const other of signals) process.removeAllListeners(other);
        reject(new Error(`ended by ${name}`));
      });
    }
  });
}
