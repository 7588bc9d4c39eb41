import { tokenHeader, tokenKey } from '../http/token.ts';
import { showLocked } from './locked.ts';

// Runs in the tab that followed a docker-desktop:// link. The link is in the URL. Delivering it needs the token,
// which only a page of this origin can read.

function show(title: string, sentence: string): void {
  document.querySelector('h1')?.replaceChildren(title);
  document.querySelector('[role="status"]')?.replaceChildren(sentence);
}

async function deliver(): Promise<void> {
  const headers = { [tokenHeader]: localStorage.getItem(tokenKey) ?? '' };
  const response = await fetch(location.href, { method: 'POST', headers });
  if (response.status === 403) return showLocked();
  if (!response.ok) return show('This link cannot be opened', await response.text());
  show('Docker Desktop opens now', 'The link was delivered. You can close this tab.');
  // Browsers allow this only for some tabs.
  window.close();
}

deliver().catch(() => show('This link cannot be opened', 'Could not reach the simulator.'));
