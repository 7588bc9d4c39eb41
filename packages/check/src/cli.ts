import { readFile } from 'node:fs/promises';
import { check, type Report } from './check.ts';
import { type Format, readInvocation, usage } from './cli-options.ts';
import { CheckError } from './errors.ts';

const exitCodes = { usage: 2, unreadable: 3 } as const;

async function version(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: string }).version);
}

async function render(report: Report, format: Format): Promise<string> {
  if (format === 'json') return JSON.stringify(report, null, 2);
  if (format === 'text') return (await import('./report/text.ts')).textOf(report);
  return JSON.stringify((await import('./report/sarif.ts')).sarifOf(report, await version()), null, 2);
}

async function main(args: readonly string[]): Promise<void> {
  const invocation = readInvocation(args);
  if ('show' in invocation) {
    process.stdout.write(`${invocation.show === 'help' ? usage() : await version()}\n`);
    return;
  }
  const report = await check(invocation.check);
  process.stdout.write(`${await render(report, invocation.format)}\n`);
  process.exitCode = report.findings.some(({ silenced }) => silenced === undefined) ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof CheckError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = exitCodes[error.code];
});
