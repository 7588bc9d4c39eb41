import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { clientId } from '../../identity-provider/client.ts';
import { getEntered } from '../../testing/clients/get-entered.ts';
import type { Folder } from '../../testing/extensions/fixture.ts';
import { createSpa } from '../../testing/extensions/spa.ts';
import { endLaunched, type LaunchedUi, launchUi } from '../../testing/processes/command.ts';

const asked = "['DDEXT_SIMULATOR_']";

let folder: Folder;
let ui: LaunchedUi;
afterEach(async () => {
  await endLaunched();
  await folder.remove();
});

async function start(envPrefix: string, files: Record<string, string> = {}, shell: NodeJS.ProcessEnv = {}) {
  folder = await createSpa(envPrefix, {
    'ui/index.html': '<!doctype html><html><head></head><body>%DDEXT_SIMULATOR_CLIENT_ID%</body></html>',
    'ui/main.js': 'export const env = import.meta.env;',
    ...files,
  });
  ui = await launchUi(folder.directory, shell);
}

/** The environment that Vite writes into the module, without its own variables. */
async function served(): Promise<Record<string, unknown>> {
  const module = await (await getEntered(ui.extensionUrl, '/main.js')).text();
  const { BASE_URL, DEV, MODE, PROD, SSR, ...rest } = JSON.parse(
    /import\.meta\.env = (\{.*?\});/.exec(module)?.[1] ?? '',
  );
  return rest;
}

describe('a Vite project', () => {
  test('receives the variables of the test identity provider that its envPrefix matches', async () => {
    await start(asked);
    expect(await served()).toEqual({
      DDEXT_SIMULATOR_ISSUER: ui.issuer,
      DDEXT_SIMULATOR_CLIENT_ID: clientId,
    });
    expect(await (await getEntered(ui.extensionUrl)).text()).toContain(`<body>${clientId}`);
  });

  test('receives the variables that its define lists, unless its own .env sets them', async () => {
    await start("'VITE_'", {
      'ui/vite.config.js': `import { loadEnv } from 'vite';
const names = ['DDEXT_SIMULATOR_ISSUER', 'DDEXT_SIMULATOR_CLIENT_ID', 'ANOTHER'];
const config = (_, { mode }) => {
  const env = loadEnv(mode, import.meta.dirname, '');
  return { define: Object.fromEntries(names.map((name) => ['import.meta.env.' + name, JSON.stringify(env[name] ?? '')])) };
};
export default { plugins: [{ name: 'settings', config }] };`,
      'ui/.env': 'DDEXT_SIMULATOR_ISSUER=https://real.example\nDDEXT_SIMULATOR_CLIENT_ID=\n',
    });
    expect(await served()).toEqual({
      DDEXT_SIMULATOR_ISSUER: 'https://real.example',
      DDEXT_SIMULATOR_CLIENT_ID: clientId,
      ANOTHER: '',
    });
  });

  test('receives no variable that it does not list', async () => {
    await start("'VITE_'");
    expect(await served()).toEqual({});
  });

  test('uses its own .env first, except for empty values', async () => {
    await start(asked, {
      'ui/.env': 'DDEXT_SIMULATOR_ISSUER=https://real.example\nDDEXT_SIMULATOR_CLIENT_ID=\n',
    });
    expect(await served()).toMatchObject({
      DDEXT_SIMULATOR_ISSUER: 'https://real.example',
      DDEXT_SIMULATOR_CLIENT_ID: clientId,
    });
  });

  test('uses the extension’s .env first, as a backend does, but receives no secret of it', async () => {
    await start("['DDEXT_SIMULATOR_']", {
      '.env': 'DDEXT_SIMULATOR_ISSUER=https://real.example\nDDEXT_SIMULATOR_CLIENT_ID=\nDDEXT_SECRET=hush\n',
    });
    expect(await served()).toEqual({
      DDEXT_SIMULATOR_ISSUER: 'https://real.example',
      DDEXT_SIMULATOR_CLIENT_ID: clientId,
    });
  });

  test('does not receive the variables of the shell', async () => {
    await start(asked, {}, { DDEXT_SIMULATOR_ISSUER: 'https://shell.example' });
    expect(await served()).toMatchObject({ DDEXT_SIMULATOR_ISSUER: ui.issuer });
  });

  test('still receives them after Vite has restarted', async () => {
    await start(asked);
    await writeFile(join(folder.directory, 'ui/.env'), 'DDEXT_SIMULATOR_CLIENT_ID=another\n');
    let last: Record<string, unknown> = {};
    // If the value does not arrive, the test runs until its time limit.
    while (last.DDEXT_SIMULATOR_CLIENT_ID !== 'another') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      // While Vite restarts, the response may differ.
      last = await served().catch(() => ({}));
    }
    expect(last).toMatchObject({ DDEXT_SIMULATOR_CLIENT_ID: 'another', DDEXT_SIMULATOR_ISSUER: ui.issuer });
  });
});
