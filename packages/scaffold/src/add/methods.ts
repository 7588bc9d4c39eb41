/** How users sign in to an existing extension: the browser returns to a port or to the tab, or they enter a code. */
export type SignInMethodOption = 'callback' | 'tab' | 'device';

/** The methods, the default first. */
export const methods: readonly { readonly id: SignInMethodOption; readonly summary: string }[] = [
  { id: 'callback', summary: 'the browser returns to a port of 127.0.0.1' },
  { id: 'tab', summary: "the browser returns to the extension's tab, in Docker Desktop only" },
  { id: 'device', summary: 'the user enters a code on a page of the provider' },
];
