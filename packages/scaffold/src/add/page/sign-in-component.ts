import { presetIdentifier } from '@ddext-oauth/providers/catalog';
import { providerVariables } from '../gateway-settings.ts';
import type { AddOptions } from '../options.ts';
import { extensionText, providerTexts } from '../settings-text.ts';

/** What a component is written for. */
export interface ComponentStyle {
  /** The name of the component, and of its file. */
  readonly name: string;
  readonly isTypeScript: boolean;
  /** Whether JSX needs `React` in scope. */
  readonly needsReact: boolean;
  readonly options: AddOptions;
}

/**
 * A React component that signs users in, and shows its children below. It is plain React without a component library, for React 17 and
 * later and TypeScript 4.7 and later. Components below it can call `useAuth`.
 */
export function signInComponent({ name, isTypeScript, needsReact, options }: ComponentStyle): string {
  const typed = (annotation: string) => (isTypeScript ? annotation : '');
  const inPage = options.exchange === 'ui';
  const imports = [
    ...(inPage
      ? [
          "import { defineProvider, simulated } from '@ddext-oauth/auth';",
          "import { createInPageAuthClient } from '@ddext-oauth/auth/in-page';",
          `import { ${presetsOf(options)} } from '@ddext-oauth/auth/providers';`,
        ]
      : []),
    "import { AuthProvider, useAuth } from '@ddext-oauth/auth/react';",
    "import { takeTabCallback } from '@ddext-oauth/auth/ui';",
    "import { createDockerDesktopClient } from '@docker/extension-api-client';",
    ...(needsReact ? ["import * as React from 'react';"] : []),
    ...(isTypeScript ? ["import type { ReactNode } from 'react';"] : []),
  ];
  return `// Written by create-ddext-oauth for this extension. Change it as you like.
${imports.join('\n')}

const ddClient = createDockerDesktopClient();
// Before rendering: it removes the provider's response from the URL.
const tabCallback = takeTabCallback(window);
${inPage ? inPageClient(options, typed) : ''}
/** Signs users in. Components in \`children\` can call \`useAuth()\`, for the account and for API calls. */
export function ${name}({ children }${typed(': { readonly children?: ReactNode }')}) {
  return (
    <AuthProvider
${sourceProps(options)}      tabCallback={tabCallback}
    >
      <section aria-label="Sign-in" style={{ display: 'grid', gap: 8, padding: 8, justifyItems: 'start' }}>
        <Messages />
        <State />
      </section>
      {children}
    </AuthProvider>
  );
}

/** One view for each state of a sign-in. */
function State() {
  const { status, accounts, refresh, signOut } = useAuth();
  if (status === 'loading') return <span>Loading…</span>;
  if (status === 'signed-out') return <Providers />;
  if (status === 'waiting') return <Waiting />;
  if (status === 'signed-in')
    return (
      <>
        {accounts.map(({ id, profile, provider }) => (
          <div key={id}>
            {profile.name || profile.email || profile.id}, signed in with {provider.name}{' '}
            <button type="button" onClick={() => void signOut(id)}>
              Sign out
            </button>
          </div>
        ))}
      </>
    );
  return (
    <button type="button" onClick={() => void refresh()}>
      Try again
    </button>
  );
}

/** A button for each provider. A provider that is not configured says what is missing. */
function Providers() {
  const { providers, signIn } = useAuth();
  return (
    <>
      {providers.map(({ id, name, signInMethods, problem, note }) => (
        <div key={id}>
          <button
            type="button"
            disabled={problem !== undefined || signInMethods.length === 0}
            onClick={() => void signIn(id)}
          >
            Sign in with {name}
          </button>{' '}
          {signInMethods.slice(1).includes('device_code') && (
            <button type="button" disabled={problem !== undefined} onClick={() => void signIn(id, 'device_code')}>
              Use a code on another device
            </button>
          )}
          {problem && <div>{problem.message}</div>}
          {note && <div>{note}</div>}
        </div>
      ))}
    </>
  );
}

/** Waits for the user, who is in the browser or enters a code. */
function Waiting() {
  const { providers, waitingFor, device, hasLink, openAgain, openExternal, cancel } = useAuth();
  const name = providers.find(({ id }) => id === waitingFor)?.name || 'your provider';
  return (
    <>
      {device ? (
        <div>
          Open{' '}
          <button type="button" onClick={() => openExternal(device.verificationUriComplete || device.verificationUri)}>
            {device.verificationUri}
          </button>{' '}
          and enter the code <strong>{device.userCode}</strong>. Only enter this code if you started signing in with{' '}
          {name} here. Never enter a code someone sent you.
        </div>
      ) : (
        <div role="status">Finish signing in with {name} in your browser.</div>
      )}
      <div>
        {hasLink && (
          <button type="button" onClick={() => void openAgain()}>
            Open the browser again
          </button>
        )}{' '}
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </>
  );
}

/** What failed and what to do about it, and other notices. */
function Messages() {
  const { problem, notice, endSessionUrl, openExternal, dismiss } = useAuth();
  return (
    <>
      {problem && (
        <div role="alert">
          {problem.message} {problem.advice}
        </div>
      )}
      {notice && (
        <div role="status">
          {notice.message} {notice.advice}
        </div>
      )}
      {endSessionUrl && (
        <div role="status">
          You are signed out here.{' '}
          <button type="button" onClick={() => openExternal(endSessionUrl)}>
            Sign out at the provider too
          </button>{' '}
          <button type="button" onClick={() => dismiss('endSessionUrl')}>
            Dismiss
          </button>
        </div>
      )}
    </>
  );
}
`;
}

function presetsOf({ providers }: AddOptions): string {
  return providers.map(({ id }) => presetIdentifier(id)).join(', ');
}

/** The client without a service: the page exchanges the code and stores the tokens. */
function inPageClient(options: AddOptions, typed: (annotation: string) => string): string {
  const variables = Object.keys(providerVariables(options)).filter((name) => !name.endsWith('_SECRET_FILE'));
  return `
// Public values. Fill them in before you build the page.
const settings${typed(': Readonly<Record<string, string>>')} = {
${variables.map((name) => `  ${name}: '${providerVariables(options)[name]}',\n`).join('')}};
// Only the simulator sets this: it simulates the providers that have no client ID yet.
const { ddextSimulator = {} } = window${typed(' as { ddextSimulator?: Readonly<Record<string, string>> }')};
const client = createInPageAuthClient({
  ddClient,
  extension: ${extensionText(options)},
  providers: [
${providerTexts(options)}
  ],
  read: (name) => settings[name] || undefined,
  ...simulated((name) => ddextSimulator[name]),
});
`;
}

function sourceProps({ exchange, image, prefix }: AddOptions): string {
  if (exchange === 'ui') return '      client={client}\n';
  const at = prefix === '/auth' ? '' : `      prefix="${prefix}"\n`;
  return `      ddClient={ddClient}\n      extensionId="${image}"\n${at}`;
}
