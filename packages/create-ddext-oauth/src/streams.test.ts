import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { place, run } from './testing/command.ts';

/** A non-blocking pipe: it accepts some bytes and then no more, so that the stream must write the rest later. */
const FULL = `
import { createRequire } from 'node:module';
const fs = createRequire(import.meta.url)('node:fs');
const { writeSync } = fs;
let writes = 0;
fs.writeSync = (fd, bytes, offset) => {
  writes += 1;
  if (writes === 1) return writeSync(fd, bytes, offset, 100);
  writeSync(2, 'full');
  throw Object.assign(new Error('full'), { code: 'EAGAIN' });
};
`;

test('writes all output through a full non-blocking pipe', async () => {
  const here = await place();
  const file = join(here.bin, 'full.mjs');
  await writeFile(file, FULL);
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(file)}` };
  expect(await run(here, ['--help'], { env })).toEqual({ ...(await run(here, ['--help'])), stderr: 'full' });
});

/** The same pipe, but it has room again before its stream has written the waiting output. */
const ROOM_AGAIN = `
import { createRequire } from 'node:module';
const fs = createRequire(import.meta.url)('node:fs');
const { writeSync } = fs;
let full = true;
fs.writeSync = (fd, bytes, offset) => {
  if (fd !== 2 || !full) return writeSync(fd, bytes, offset);
  full = false;
  process.stderr.cork();
  setTimeout(() => process.stderr.uncork(), 0);
  throw Object.assign(new Error('full'), { code: 'EAGAIN' });
};
`;

test('keeps the order of output if the pipe has room again', async () => {
  const here = await place();
  const file = join(here.bin, 'room-again.mjs');
  await writeFile(file, ROOM_AGAIN);
  const env = { NODE_OPTIONS: `--import=${pathToFileURL(file)}` };
  const make = ['extension', '--yes', '--dry-run', '--strategy', 'extension-tab', '--provider', 'okta'];
  const { stderr } = await run(here, make);
  expect(stderr.match(/^Warning: /gm)).toHaveLength(2);
  expect((await run(here, make, { env })).stderr).toBe(stderr);
});
