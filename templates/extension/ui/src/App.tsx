import { AuthProvider, useAuth } from '@ddext-oauth/auth/react';
import type { DdClient } from '@ddext-oauth/auth/ui';
import { Box, Button, CircularProgress, Stack, Typography } from '@mui/material';
import { Accounts } from './Accounts.tsx';
import { Problem } from './Problem.tsx';
import { SignIn } from './SignIn.tsx';
import { Waiting } from './Waiting.tsx';

export interface AppProps {
  readonly ddClient: DdClient;
  readonly title: string;
}

export function App({ ddClient, title }: AppProps) {
  return (
    <AuthProvider ddClient={ddClient}>
      <Box component="main" sx={{ maxWidth: 720, mx: 'auto', p: 4 }}>
        <Stack spacing={3}>
          <Typography variant="h1" sx={{ fontSize: '1.75rem', fontWeight: 600 }}>
            {title}
          </Typography>
          <Content />
        </Stack>
      </Box>
    </AuthProvider>
  );
}

/** One screen for each state of signing in. */
function Content() {
  const { status, problem, refresh } = useAuth();
  return (
    <>
      {problem && <Problem problem={problem} />}
      {status === 'loading' && <CircularProgress aria-label="Loading" />}
      {status === 'unavailable' && (
        <Button variant="outlined" onClick={() => void refresh()} sx={{ alignSelf: 'flex-start' }}>
          Try again
        </Button>
      )}
      {status === 'signed-out' && <SignIn />}
      {status === 'waiting' && <Waiting />}
      {status === 'signed-in' && <Accounts />}
    </>
  );
}
