import { AuthProvider, useAuth } from '@ddext-oauth/auth/react';
import type { AuthClient, DdClient, KeyLocation } from '@ddext-oauth/auth/ui';
import { Box, CircularProgress, Stack, Typography } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { Accounts } from './Accounts.tsx';
import { Notices } from './Notices.tsx';
import { defaultContent, type PageContent, PageContext, useMessages } from './page-context.ts';
import { SignIn } from './SignIn.tsx';
import { TryAgain } from './TryAgain.tsx';
import { Waiting } from './Waiting.tsx';

export type AppProps = (
  | { readonly ddClient: DdClient; readonly extensionId?: string; readonly keyLocation?: KeyLocation }
  | { readonly client: AuthClient }
) &
  Partial<PageContent> & {
    readonly title: string;
    /** The provider's response, if Docker Desktop opened the tab with one. */
    readonly tabCallback?: string;
    /** What your extension does, below the sign-in. It can call `useAuth`. */
    readonly children?: ReactNode;
  };

export function App({ title, tabCallback, children, ...others }: AppProps) {
  const { messages, logos, isDevelopment, ...source } = { ...defaultContent, ...others };
  const content = useMemo(() => ({ messages, logos, isDevelopment }), [messages, logos, isDevelopment]);
  return (
    <AuthProvider {...source} tabCallback={tabCallback}>
      <PageContext.Provider value={content}>
        <Box
          component="main"
          lang={messages.language}
          sx={{ maxWidth: 720, mx: 'auto', p: { xs: 2, sm: 4 } }}
        >
          <Stack spacing={3}>
            <Typography
              variant="h1"
              dir="auto"
              sx={{ fontSize: '1.75rem', fontWeight: 600, overflowWrap: 'anywhere' }}
            >
              {title}
            </Typography>
            <Notices />
            <Content />
            {children}
          </Stack>
        </Box>
      </PageContext.Provider>
    </AuthProvider>
  );
}

/** One screen for each state of a sign-in. */
function Content() {
  const { status } = useAuth();
  const { loading } = useMessages();
  switch (status) {
    case 'loading':
      return <CircularProgress aria-label={loading} />;
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
