import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { type Format, readInvocation } from './cli-options.ts';
import { CheckError, messageOf } from './errors.ts';
import type { Report } from './report/report.ts';
import { visible, visibleJson } from './report/visible.ts';
import { severities } from './sources/severity.ts';

const exitCodes = { usage: 2, unreadable: 3, incomplete: 4 } as const;

async function version(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: string }).version);
}

async function render(report: Report, format: Format): Promise<string> {
  if (format === 'json') return visibleJson(report);
  if (format === 'text') return (await import('./report/text.ts')).textOf(report);
  return visibleJson(
    (await import('./report/sarif.ts')).sarifOf(report, await version(), below(report.target)),
  );
}

/** A folder relative to the working directory, which is the root of the repository in CI; empty if it is not below it. */
function below(target: string): string {
  const path = relative(process.cwd(), target).replaceAll('\\', '/');
  return isAbsolute(path) || path.startsWith('..') ? '' : path;
}

async function main(args: readonly string[]): Promise<void> {
  const invocation = readInvocation(args);
  if ('show' in invocation) {
    const text = invocation.show === 'help' ? (await import('./usage.ts')).usage() : await version();
    process.stdout.write(`${text}\n`);
    process.exitCode = 0;
    return;
  }
  // Loaded here, so that --version and errors in the command line are fast.
  const { check } = await import('./check.ts');
  const report = await check(invocation.check);
  const counts = severities.slice(0, severities.indexOf(invocation.failOn) + 1);
  process.stdout.write(`${await render(report, invocation.format)}\n`);
  const found = report.findings.some(
    ({ silenced, severity }) => silenced === undefined && counts.includes(severity),
  );
  process.exitCode = found ? 1 : report.incomplete.length > 0 ? exitCodes.incomplete : 0;
}

/** Prints one sentence for each failure. Node's own exit code 1 would mean findings. */
function fail(error: unknown): void {
  const known = error instanceof CheckError;
  const sentence = known ? error.message : `ddext-check failed, and nothing is checked: ${messageOf(error)}`;
  process.stderr.write(`${visible(sentence)}\n`);
  process.exitCode = known ? exitCodes[error.code] : exitCodes.incomplete;
}

// If Node ends because the event loop is empty, nothing was checked.
process.exitCode = exitCodes.incomplete;
process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});
main(process.argv.slice(2)).catch(fail);
