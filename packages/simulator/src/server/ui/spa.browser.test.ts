import { afterAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { clientId } from '../../identity-provider/client.ts';
import { launchChromium, noChromium } from '../../testing/clients/chromium.ts';
import { extensionId, type Folder } from '../../testing/extensions/fixture.ts';
import { createSpa } from '../../testing/extensions/spa.ts';
import { endLaunched, launchUi } from '../../testing/processes/command.ts';

const why = noChromium ? `${noChromium} ` : '';
const inChromium = noChromium ? test.skip : test;

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hello</title></head>
<body><p id="said"></p><button>Sign in</button><script type="module" src="./main.js"></script></body></html>`;

/** A public client without a backend: openid-client in the page, the verifier in localStorage. */
const script = `
import * as oauth from 'openid-client';
const { DDEXT_SIMULATOR_ISSUER, DDEXT_SIMULATOR_CLIENT_ID } = import.meta.env;
const redirect_uri = 'docker-desktop://dashboard/extension-tab?extensionId=${extensionId}';
const say = (text) => { document.getElementById('said').textContent = text; };
const execute = [oauth.allowInsecureRequests];

async function configure() {
  const config = await oauth.discovery(new URL(DDEXT_SIMULATOR_ISSUER), DDEXT_SIMULATOR_CLIENT_ID, undefined, oauth.None(), { execute });
  // openid-client uses the URL without its query as the redirect URI, but this one contains the extension ID.
  config[oauth.customFetch] = (url, options) => {
    if (options.body?.has('redirect_uri')) options.body.set('redirect_uri', redirect_uri);
    return fetch(url, options);
  };
  return config;
}

async function signIn() {
  localStorage.verifier = oauth.randomPKCECodeVerifier();
  localStorage.state = oauth.randomState();
  ddClient.host.openExternal(oauth.buildAuthorizationUrl(await configure(), {
    redirect_uri, scope: 'openid profile email', state: localStorage.state, code_challenge_method: 'S256',
    code_challenge: await oauth.calculatePKCECodeChallenge(localStorage.verifier),
  }).href);
}

async function handleCallback() {
  const config = await configure();
  const checks = { pkceCodeVerifier: localStorage.verifier, expectedState: localStorage.state };
  const tokens = await oauth.authorizationCodeGrant(config, new URL(location.href), checks);
  const { name } = await oauth.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  const renewed = await oauth.refreshTokenGrant(config, tokens.refresh_token);
  await oauth.tokenRevocation(config, renewed.refresh_token);
  say('Hello ' + name + ', vm is ' + typeof ddClient.extension.vm);
}

const failed = (error) => say('failed: ' + error + ' ' + (error.cause?.message ?? ''));
document.querySelector('button').addEventListener('click', () => signIn().catch(failed));
if (location.search.includes('code=')) handleCallback().catch(failed);
else say('signed out');
`;

let folder: Folder | undefined;
let browser: Browser | undefined;
afterAll(async () => {
  await browser?.close();
  await endLaunched();
  await folder?.remove();
});

inChromium(`${why}a UI without a backend exchanges the code itself`, async () => {
  folder = await createSpa("['DDEXT_SIMULATOR_']", {
    'ui/index.html': page,
    'ui/main.js': script,
  });
  const { dashboardUrl, issuer } = await launchUi(folder.directory);
  browser = await launchChromium();
  const context = await browser.newContext();
  const dashboard = await context.newPage();
  await dashboard.goto(dashboardUrl);
  const frame = dashboard.frameLocator('main iframe');
  await frame.getByText('signed out').waitFor();
  const opening = context.waitForEvent('page');
  await frame.getByRole('button', { name: 'Sign in' }).click();
  const tab = await opening;
  await tab.getByRole('button', { name: 'Ada Lovelace' }).click();
  await tab.getByRole('button', { name: 'Allow' }).click();
  const said = frame.getByText(/^(Hello|failed)/);
  await said.waitFor();
  expect(await said.textContent()).toBe('Hello Ada Lovelace, vm is undefined');
  // A page that was built without the variables reads them there.
  const variables = await said.evaluate(() => (window as { ddextSimulator?: unknown }).ddextSimulator);
  expect(variables).toEqual({ DDEXT_SIMULATOR_ISSUER: issuer, DDEXT_SIMULATOR_CLIENT_ID: clientId });
});
