import { describe, expect, test } from '@jest/globals';
import { formActionDirective, requireFormAction, simulatedTargetOf } from './form-action.ts';

const dashboardUrl = 'http://127.0.0.1:9000/';
const tab = 'docker-desktop://dashboard/extension-tab?extensionId=acme%2Fhello&code=c';
const bridge = 'https://open.docker.com/dashboard/extension-tab?extensionId=acme%2Fhello&code=c';
const simulatedTab = `http://127.0.0.1:9000/os/open?url=${encodeURIComponent(tab)}`;
const simulatedBridge =
  'http://127.0.0.1:9000/bridge/dashboard/extension-tab?extensionId=acme%2Fhello&code=c';

const afterForm = (location: string, policy?: string) =>
  simulatedTargetOf({ location, afterForm: true }, policy, dashboardUrl);

describe('form-action', () => {
  test('is not sent by default', () => {
    expect(formActionDirective(undefined, dashboardUrl)).toBe('');
    expect(formActionDirective("'self'", dashboardUrl)).toBe("; form-action 'self'");
  });

  test.each(["'self'", '*', 'https:', "'none'", '', "'self' https://open.docker.com"])(
    'does not rewrite a redirect to docker-desktop:, which the browser blocks, when it is %j',
    (policy) => {
      expect(afterForm(tab, policy)).toBeUndefined();
    },
  );

  test.each(["'self'", 'docker-desktop:', 'https://docker.com', 'https://open.docker.com:8443'])(
    'does not rewrite a redirect to the bridge, which the browser blocks, when it is %j',
    (policy) => {
      expect(afterForm(bridge, policy)).toBeUndefined();
    },
  );

  test.each([undefined, "'self' docker-desktop:"])('allows docker-desktop: if it is %j', (policy) => {
    expect(afterForm(tab, policy)).toBe(simulatedTab);
  });

  test.each([undefined, '*', 'https:', 'http:', 'open.docker.com', 'https://*.docker.com:443/dashboard/'])(
    'allows the bridge if it is %j',
    (policy) => {
      expect(afterForm(bridge, policy)).toBe(simulatedBridge);
    },
  );

  test('allows the dashboard’s origin for the targets that it simulates', () => {
    expect(formActionDirective("'self' https:", dashboardUrl)).toBe(
      "; form-action 'self' https: http://127.0.0.1:9000",
    );
  });

  test('does not apply to a redirect without a form', () => {
    expect(simulatedTargetOf({ location: tab, afterForm: false }, "'self'", dashboardUrl)).toBe(simulatedTab);
  });

  test('does not change a redirect to another target', () => {
    expect(afterForm('http://127.0.0.1:5/callback?code=c')).toBeUndefined();
    expect(afterForm('https://open.docker.com.evil.example/dashboard/extension-tab')).toBeUndefined();
  });

  test.each(["'self'; script-src *", "'self', default-src *", "'self'\r\nx: y", '“self”'])(
    'is rejected when it is %j',
    (policy) => {
      expect(() => requireFormAction(policy)).toThrow(expect.objectContaining({ code: 'options-invalid' }));
    },
  );
});
