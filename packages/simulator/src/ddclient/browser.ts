import { tokenHeader, tokenKey } from '../http/token.ts';
import { createDdClient } from './create-dd-client.ts';
import { type ClientEnvironment, createSend, environmentElement } from './environment.ts';
import { userAgentIn } from './host.ts';
import { muiThemes } from './mui-themes.ts';

// The first script of the extension page, so that window.ddClient exists before any module runs.

function openTab(url: string): boolean {
  // With the noopener feature, window.open returns null in any case. An empty tab shows whether it was blocked. Its
  // opener is removed before it navigates.
  const tab = window.open('about:blank', '_blank');
  if (tab === null) return false;
  tab.opener = null;
  tab.location.replace(url);
  return true;
}

const json = document.getElementById(environmentElement)?.textContent ?? '{}';
const environment = JSON.parse(json) as ClientEnvironment;
const send = createSend(window.location.origin, { [tokenHeader]: sessionStorage.getItem(tokenKey) ?? '' });

Object.assign(window, {
  ddClient: createDdClient(send, environment, openTab),
  ddextSimulator: environment.variables,
});
// Only Docker Desktop defines themes.
if (environment.host === 'docker')
  Object.assign(window, { __ddMuiV5Themes: muiThemes, __ddMuiV6Themes: muiThemes });
const userAgent = userAgentIn(environment.host, navigator.userAgent);
Object.defineProperty(navigator, 'userAgent', { get: () => userAgent });
