import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { collector, flags, hasGo } from '../dev/go.mjs';
import { fail } from '../dev/steps.mjs';
import { summaryOf } from './go-results.mjs';

// `node ../../tools/ci/go-test.mjs` in the folder of a Go module runs its tests, and writes their counts for tools/ci/test.mjs.
// All tests run each time, because Go's test cache does not detect a change of the other programs that they use.
try {
  const summary = (await hasGo()) ? await test() : missing();
  await mkdir('test-results', { recursive: true });
  await writeFile(join('test-results', 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  if (summary.failed > 0) process.exitCode = 1;
} catch (error) {
  fail(error);
}

function missing() {
  const skipped = 'the tests of this module (skipped: Go is not installed)';
  console.log(skipped);
  return { passed: 0, failed: 0, skipped: [skipped] };
}

async function test() {
  const args = ['test', '-json', '-count=1', ...flags, './...'];
  const child = spawn('go', args, {
    env: { ...process.env, ...collector, CGO_ENABLED: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  const [code] = await closed;
  const { summary, output } = summaryOf(lines, code);
  console.log(output);
  console.log(`Tests: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped.length} skipped`);
  return summary;
}
