import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { E2E_DIRECTORY } = process.env;
  if (E2E_DIRECTORY) await rm(E2E_DIRECTORY, { recursive: true, force: true });
}
