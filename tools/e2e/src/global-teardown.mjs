import { rm } from 'node:fs/promises';

export default async function tearDown() {
  await rm(process.env.E2E_DIRECTORY, { recursive: true, force: true });
}
