import { html, SafeHtml } from '../../http/html.ts';
import { layout } from './layout.ts';

/** For an error that must not be sent to a redirect URI, for example because the redirect URI is not registered. */
export function errorPage(error: string, description: string | undefined): SafeHtml {
  return layout({
    title: 'Something is wrong with this request',
    content: html`<h1>Something is wrong with this request</h1>
<p class="error" role="alert"><code>${error}</code> ${description}</p>
<p class="note">The extension sent you here with a request that the provider cannot answer.</p>`,
  });
}

/** @param form HTML of oidc-provider, without buttons */
export function logoutPage(form: string): SafeHtml {
  return layout({
    title: 'Sign out',
    content: html`<h1>Sign out here?</h1>
<p class="lead">The next sign-in will then ask who you are.</p>
${new SafeHtml(form)}
<div class="choice">
<button class="secondary" type="submit" form="op.logoutForm">Stay signed in</button>
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
</div>`,
  });
}

export function loggedOutPage(): SafeHtml {
  return layout({
    title: 'Signed out',
    content: html`<h1>Signed out</h1>
<p class="lead">You can close this tab.</p>`,
  });
}
