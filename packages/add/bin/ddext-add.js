#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

// create-ddext-oauth loads the file that this names. Options stay in its process: on Windows, package managers run through a shell.
if (process.argv[2] === '--path')
  process.stdout.write(`${fileURLToPath(new URL('../dist/add.cjs', import.meta.url))}\n`);
else {
  process.stderr.write(
    'This package contains code of create-ddext-oauth. Run: npm create ddext-oauth -- --add --provider PROVIDER\n',
  );
  process.exitCode = 2;
}
