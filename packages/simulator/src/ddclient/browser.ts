import { tokenHeader, tokenKey } from '../http/token.ts';
import { createDdClient } from './create-dd-client.ts';
import { type ClientEnvironment, createSend, environmentElement } from './environment.ts';
import { muiThemes } from './mui-themes.ts';

// Runs as the first script of the extension's page, so that window.ddClient is there before any module.

function openTab(url: string): boolean {
  // With the noopener feature window.open gives back null whether it worked or not; a tab that is opened
  // empty shows whether it was blocked, and its opener is cut before it goes anywhere.
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
  __ddMuiV5Themes: muiThemes,
  __ddMuiV6Themes: muiThemes,
});
