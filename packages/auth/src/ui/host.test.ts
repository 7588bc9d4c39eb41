import { expect, test } from '@jest/globals';
import { hostOf } from './host.ts';

const electron = (app: string) => ({
  navigator: {
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${app}Chrome/142.0.0.0 Electron/39.0.0 Safari/537.36`,
  },
});
const themes = { light: {}, dark: {} };
const client = (image?: string) => ({
  extension: image === undefined ? {} : { image },
  host: { openExternal: () => undefined },
});

test.each([
  ['the theme globals', client('acme/app:1'), { ...electron(''), __ddMuiV6Themes: themes }, 'docker'],
  ['the older theme globals', client('acme/app:1'), { ...electron(''), __ddMuiV5Themes: themes }, 'docker'],
  ['its name in the user agent', client('acme/app:1'), electron('DockerDesktop/4.60.0 '), 'docker'],
  ['its name in the user agent', client('acme/app:1'), electron('RancherDesktop/1.20.0 '), 'rancher'],
  ['another spelling of its name', client('acme/app:1'), electron('rancher-desktop/1.20.0 '), 'rancher'],
  ['its name in the user agent', client(''), electron('PodmanDesktop/1.29.1 '), 'podman'],
  ['an empty name of the image', client(''), electron(''), 'podman'],
  ['an empty name, whatever globals are set', client(''), { __ddMuiV6Themes: themes }, 'podman'],
  ['no sign', client('acme/app:1'), electron(''), undefined],
  ['no information, without a page', client(), {}, undefined],
])('%s identifies the host', (_, ddClient, page, host) => {
  expect(hostOf(ddClient, page)).toBe(host);
});
