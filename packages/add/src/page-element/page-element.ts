import { SignInElement } from '@ddext-oauth/auth/element';
import { type DdClient, takeTabCallback } from '@ddext-oauth/auth/ui';

/** The file `ddext-sign-in.js`, which a page of any kind loads: it defines `<ddext-sign-in>` over the client of the host. */
const tabCallback = takeTabCallback(window);

class PageSignIn extends SignInElement {
  override connectedCallback(): void {
    this.tabCallback ??= tabCallback;
    super.connectedCallback();
    // What createDockerDesktopClient() returns.
    this.ddClient ??= (window as { ddClient?: DdClient }).ddClient;
  }
}

if (!customElements.get('ddext-sign-in')) customElements.define('ddext-sign-in', PageSignIn);
