import { AuthProvider, useAuth } from '@ddext-oauth/auth/react';
import type { AuthClient, DdClient, KeyLocation } from '@ddext-oauth/auth/ui';
import { Box, CircularProgress, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Accounts } from './Accounts.tsx';
import { Messages } from './Messages.tsx';
import { SignIn } from './SignIn.tsx';
import { TryAgain } from './TryAgain.tsx';
import { Waiting } from './Waiting.tsx';

export type AppProps = (
  | { readonly ddClient: DdClient; readonly extensionId?: string; readonly keyLocation?: KeyLocation }
  | { readonly client: AuthClient }
) & {
  readonly title: string;
  /** The provider's response, if Docker Desktop opened the tab with one. */
  readonly tabCallback?: string;
  /** What your extension does, below the sign-in. It can call `useAuth`. */
  readonly children?: ReactNode;
};

export function App({ title, tabCallback, children, ...source }: AppProps) {
  return (
    <AuthProvider {...source} tabCallback={tabCallback}>
      <Box component="main" sx={{ maxWidth: 720, mx: 'auto', p: 4 }}>
        <Stack spacing={3}>
          <Typography variant="h1" sx={{ fontSize: '1.75rem', fontWeight: 600 }}>
            {title}
          </Typography>
          <Messages />
          <Content />
          {children}
        </Stack>
      </Box>
    </AuthProvider>
  );
}

/** One screen for each state of a sign-in. */
function Content() {
  const { status } = useAuth();
  switch (status) {
    case 'loading':
      return <CircularProgress aria-label="Loading" />;
    case 'unavailable':
    case 'locked':
      return <TryAgain />;
    case 'signed-out':
      return <SignIn />;
    case 'waiting':
      return <Waiting />;
    case 'signed-in':
      return <Accounts />;
  }
}
