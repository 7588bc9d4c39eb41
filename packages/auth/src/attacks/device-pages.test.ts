import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { untrustedPages } from '../testing/fixtures/untrusted-pages.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());

describe.each(['verification_uri', 'verification_uri_complete'])(
  'rule 42: a device authorization',
  (name) => {
    test.each(untrustedPages)(`with the ${name} %j shows no code`, async (page) => {
      const { provider } = extension;
      const good = { device_code: 'a', user_code: 'WDJB-MJHT', verification_uri: 'https://id.example/' };
      provider.overrides.device = () => ({ body: { ...good, expires_in: 600, [name]: page } });
      const answer = await extension.api('sign-in', { provider: 'test', signInMethod: 'device_code' });
      expect(JSON.parse(answer)).toMatchObject({ ok: false, error: { code: 'provider-misconfigured' } });
      expect(answer).not.toContain('WDJB-MJHT');
    });
  },
);
