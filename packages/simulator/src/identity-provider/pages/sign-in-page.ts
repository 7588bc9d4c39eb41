import { html, type SafeHtml } from '../../http/html.ts';
import type { Person } from '../test-users.ts';
import { layout } from './layout.ts';

/** The id by which signInOverHttp knows the form. */
export const choosePersonForm = 'choose-person';

export interface SignIn {
  readonly uid: string;
  readonly clientName: string;
  readonly people: readonly Person[];
}

function personButton({ sub, name, email, picture }: Person): SafeHtml {
  return html`<li><button class="person" type="submit" name="person" value="${sub}">
<img src="${new URL(picture).pathname}" alt="" width="40" height="40">
<span><strong>${name}</strong><small>${email}</small></span>
</button></li>`;
}

export function signInPage({ uid, clientName, people }: SignIn): SafeHtml {
  return layout({
    title: 'Sign in',
    content: html`<h1>Sign in</h1>
<p class="lead">to continue to <strong>${clientName}</strong></p>
<form id="${choosePersonForm}" method="post" action="/interaction/${uid}">
<ul class="people" aria-label="Who is signing in?">${people.map(personButton)}</ul>
</form>
<form method="post" action="/interaction/${uid}">
<button class="quiet" type="submit" name="action" value="deny">Cancel</button>
</form>`,
  });
}
