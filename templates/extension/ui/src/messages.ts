import type { SignInProblem } from '@ddext-oauth/auth/ui';

type ProblemTexts = Partial<Record<SignInProblem['code'], Pick<SignInProblem, 'message' | 'advice'>>>;

const forDeveloper = 'Tell the developer of this extension.';

/**
 * Problems that this page describes itself. The developer reads what is wrong in `pnpm dev` and in the log of the backend. The user
 * cannot change a setting, so their text names none. Any other problem is described by the backend, in English.
 */
const problems: ProblemTexts = {
  'provider-not-configured': { message: 'This sign-in is not set up yet.', advice: forDeveloper },
  'provider-misconfigured': { message: 'This sign-in is not set up correctly.', advice: forDeveloper },
  'setting-unreadable': { message: 'This sign-in is not set up correctly.', advice: forDeveloper },
  'exchange-failed': {
    message: 'The provider did not accept the sign-in.',
    advice: 'Sign in again. If it keeps happening, tell the developer of this extension.',
  },
  'refresh-failed': { message: 'The sign-in could not be renewed.', advice: 'Try again in a moment.' },
};

/** Every text of the page. For another language, write a second object of this type, and pass it to `App`. */
export const english = {
  /** The language of the texts, and of times (BCP 47). */
  language: 'en',
  loading: 'Loading',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',

  signIn: 'Sign in',
  signInLead: 'Sign in to continue. Your browser opens; then come back here.',
  noMethod: 'No sign-in method works in this app.',
  keyLead: 'Add a key to continue.',
  signInWith: (provider: string) => `Sign in with ${provider}`,
  useBrowser: 'Use the browser',
  useCodeOnAnotherDevice: 'Use a code on another device',
  useCode: 'Use a code',
  useBridge: 'Return through docker.com',
  simulated: (provider: string) => `Simulated: ${provider} has no client ID yet.`,

  finishInBrowser: (provider: string) => `Finish signing in with ${provider} in your browser.`,
  yourProvider: 'your provider',
  openAgain: 'Open the browser again',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  link: 'Link',
  stillWaiting: 'Finished in the browser, but still waiting here?',
  openAgainOrOtherMethod: 'Open the browser again, or sign in another way.',
  openAgainOrCancel: 'Open the browser again, or cancel and sign in again.',

  waitingForCode: 'Waiting for you to enter the code.',
  enterCode: 'Scan the QR code with your phone, or open this page and enter the code:',
  qrCodeOf: (address: string) => `QR code of ${address}`,
  code: 'Code',
  copyCode: 'Copy code',
  codeCopied: 'Code copied',
  codeExpires: (time: string) => `Code expires at ${time}.`,
  codeWarning: (provider: string) =>
    `Only enter this code if you started signing in with ${provider} here. Never enter a code someone sent you.`,

  keyOption: (noun: string) => `Use a key: ${noun}`,
  keyOf: (noun: string, provider: string) => `${noun} of ${provider}`,
  key: (noun: string) => noun.charAt(0).toUpperCase() + noun.slice(1),
  createKey: (noun: string, provider: string) => `Create a key (${noun}) at ${provider}, and paste it here.`,
  keyScopes: (scopes: string) => `Select ${scopes}.`,
  openKeyPage: 'Create a key',
  userName: 'User name',
  addKey: 'Add key',
  replaceKey: 'Replace key',
  keyRemoved: 'The key is removed here. It is valid until you delete it at the provider.',
  openProvidersPage: "Open the provider's page",
  ownAccount: (provider: string) =>
    `This extension uses its own account at ${provider}, the same for every user.`,
  administratorsKey: (provider: string) =>
    `This extension uses a key of its administrator at ${provider}, the same for every user.`,
  testConnection: 'Test connection',
  testResults: {
    works: 'The provider accepts this account.',
    untested: 'The provider has no request that tests this account.',
    failed: 'The test failed.',
  },

  signedInAs: (name: string) => `Signed in as ${name}`,
  signedInWith: (provider: string) => `Signed in with ${provider}`,
  unnamed: 'Account without a name',
  signOut: 'Sign out',
  addAccount: 'Add account',
  providerGone: (provider: string) =>
    `This version of the extension has no sign-in with ${provider}. You can remove the account.`,
  removeAccount: 'Remove account',
  signedOut:
    'You are signed out here. Your browser may still be signed in at the provider, which may ask before it signs you out, or keep you signed in.',
  signOutThereToo: 'Sign out there too',

  problems,
};

export type Messages = typeof english;
