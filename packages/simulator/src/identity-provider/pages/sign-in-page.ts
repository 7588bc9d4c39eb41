import { html, type SafeHtml } from '../../http/html.ts';
import type { TestUser } from '../test-users.ts';
import { layout } from './layout.ts';

/** The ID by which signInOverHttp finds the form. */
export const chooseUserForm = 'choose-user';

export interface SignIn {
  readonly uid: string;
  readonly clientName: string;
  readonly testUsers: readonly TestUser[];
}

function personButton({ sub, name, email, picture }: TestUser): SafeHtml {
  return html`<li><button class="test-user" type="submit" name="user" value="${sub}">
<img src="${new URL(picture).pathname}" alt="" width="40" height="40">
<span><strong>${name}</strong><small>${email}</small></span>
</button></li>`;
}

export function signInPage({ uid, clientName, testUsers }: SignIn): SafeHtml {
  return layout({
    title: 'Sign in',
    content: html`<h1>Sign in</h1>
<p class="lead">to continue to <strong>${clientName}</strong></p>
<form id="${chooseUserForm}" method="post" action="/interaction/${uid}">
<ul class="test-users" aria-label="Who is signing in?">${testUsers.map(personButton)}</ul>
</form>
<form method="post" action="/interaction/${uid}">
<button class="quiet" type="submit" name="action" value="deny">Cancel</button>
</form>`,
  });
}
