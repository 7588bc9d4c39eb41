import { html, type SafeHtml } from '../../http/html.ts';
import type { TestUser } from '../test-users.ts';
import { layout } from './layout.ts';

/** The ID by which signInOverHttp finds the form. */
export const consentForm = 'consent';

export interface Consent {
  readonly uid: string;
  readonly clientName: string;
  readonly user: TestUser;
  readonly scopes: readonly string[];
  /** Where the browser goes after Allow or Deny; undefined for a device code. */
  readonly redirectUri: string | undefined;
}

/** The description of each scope. */
const meanings: Readonly<Record<string, string>> = {
  openid: 'Know that it is you',
  profile: 'See your name, user name and picture',
  email: 'See your email address',
  offline_access: 'Stay signed in until you sign out',
};

function destination(redirectUri: string | undefined): SafeHtml | undefined {
  if (redirectUri === undefined) return undefined;
  const { protocol, host } = new URL(redirectUri);
  const place = protocol === 'docker-desktop:' ? 'Docker Desktop' : host;
  return html`<p class="note">After that you return to <strong>${place}</strong>.</p>`;
}

const switchUser = html`<button class="quiet" type="submit" name="action" value="switch">Use another user</button>`;

export function consentPage({ uid, clientName, user, scopes, redirectUri }: Consent): SafeHtml {
  return layout({
    title: 'Allow access',
    content: html`<h1>Allow <span class="name">${clientName}</span>?</h1>
<div class="signed-in">
<img src="${new URL(user.picture).pathname}" alt="" width="40" height="40">
<span><strong>${user.name}</strong><small>${user.email}</small></span>
</div>
<p class="lead">The extension asks to:</p>
<ul class="scopes">${scopes.map((scope) => html`<li>${meanings[scope] ?? scope}<code>${scope}</code></li>`)}</ul>
<form id="${consentForm}" class="choice" method="post" action="/interaction/${uid}">
<button class="secondary" type="submit" name="action" value="deny">Deny</button>
<button class="primary" type="submit" name="action" value="allow">Allow</button>
${redirectUri && switchUser}
</form>
${destination(redirectUri)}`,
  });
}
