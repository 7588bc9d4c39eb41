// Bundled and started by children.ts. Prints lines to standard output, which is synchronous for pipes.
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sealedFileStore } from '../sealed-file-store.ts';
import { accountOf } from './account.ts';

const [role, directory, key, name] = process.argv.slice(2);
const store = sealedFileStore({ directory, key });
const say = (line) => process.stdout.write(`${line}\n`);
const rounds = 100;

const roles = {
  /** Updates one account repeatedly until it is killed. */
  async renew() {
    for (let count = 1; ; count += 1) {
      await store.put(accountOf('ada', { accessToken: `token-${count}` }));
      say(count);
    }
  },
  /** The same, and prints the write number that a page would receive. */
  async count() {
    for (let count = 1; ; count += 1) {
      await store.put(accountOf('ada', { accessToken: `token-${count}` }));
      say(store.seal.generation);
    }
  },
  async put() {
    for (let count = 1; count <= rounds; count += 1) await store.put(accountOf(`${name}-${count}`));
  },
  /** Fails if another process runs the work at the same time, because O_EXCL detects its marker. */
  async exclude() {
    const marker = join(directory, 'inside');
    for (let count = 1; count <= rounds; count += 1) {
      await store.exclusively('oidc:ada', async () => {
        await (await open(marker, 'wx')).close();
        await unlink(marker);
      });
      say(count);
    }
  },
  /** Holds the account until it is killed. */
  async hold() {
    await store.exclusively('oidc:ada', async () => {
      say('inside');
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    });
  },
};

say('ready');
await roles[role]();
