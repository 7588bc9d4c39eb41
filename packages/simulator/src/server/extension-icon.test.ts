import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { startSimulator } from '../start.ts';
import { getEntered } from '../testing/clients/get-entered.ts';
import { createExtension, type Fixture } from '../testing/extensions/fixture.ts';

let fixture: Fixture | undefined;
afterEach(() => fixture?.remove());

test('the dashboard shows a plain icon for an extension whose icon is missing', async () => {
  fixture = await createExtension();
  await rm(join(fixture.directory, 'icon.svg'));
  const { backend: _, ...options } = fixture.options;
  const { dashboardUrl, close } = await startSimulator(options);
  try {
    const response = await getEntered(dashboardUrl, '/icon');
    expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    expect(await response.text()).toMatch(/^<svg /);
  } finally {
    await close();
  }
});
