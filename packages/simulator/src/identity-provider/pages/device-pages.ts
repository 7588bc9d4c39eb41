import { html, SafeHtml } from '../../http/html.ts';
import { layout } from './layout.ts';

// oidc-provider passes its forms as HTML without buttons. A button refers to its form by ID.

/** The page for the code that an extension shows (RFC 8628, section 3.3). */
export function deviceCodeInputPage(form: string, error: Error | undefined): SafeHtml {
  return layout({
    title: 'Enter the code',
    content: html`<h1>Enter the code</h1>
<p class="lead">It is shown by the extension in which you want to sign in.</p>
${error && html`<p class="error" role="alert">${sentenceFor(error)}</p>`}
${new SafeHtml(form.replace('<input\n', '<input aria-label="Code"\n'))}
<div class="choice"><button class="primary" type="submit" form="op.deviceInputForm">Continue</button></div>`,
  });
}

function sentenceFor(error: Error): string {
  return error.name === 'AbortedError'
    ? 'You denied that sign-in. Request a new code in the extension to try again.'
    : 'That code is unknown, used or expired. Compare it with the extension, or request a new one there.';
}

/** The user compares the codes, because someone else may have sent the link (RFC 8628, section 5.4). */
export function deviceCodeConfirmPage(form: string, clientName: string, userCode: string): SafeHtml {
  return layout({
    title: 'Compare the code',
    content: html`<h1>Compare the code</h1>
<p class="lead"><strong>${clientName}</strong> must show exactly this:</p>
<p class="user-code">${userCode}</p>
<p class="note">If it shows another one, or you did not ask for it, choose Deny.</p>
${new SafeHtml(form)}
<div class="choice">
<button class="secondary" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Deny</button>
<button class="primary" type="submit" form="op.deviceConfirmForm">It is the same</button>
</div>`,
  });
}

export function deviceSuccessPage(): SafeHtml {
  return layout({
    title: 'Signed in',
    content: html`<h1>Signed in</h1>
<p class="lead">Return to Docker Desktop. You can close this tab.</p>`,
  });
}
