import { useAuth } from '@ddext-oauth/auth/react';
import { Button } from '@mui/material';
import { useMessages } from './page-context.ts';

/** For a backend that is unreachable or locked, and a keychain that cannot be read. The message above it says which. */
export function TryAgain() {
  const { refresh } = useAuth();
  const { tryAgain } = useMessages();
  return (
    <Button variant="outlined" onClick={() => void refresh()} sx={{ alignSelf: 'flex-start' }}>
      {tryAgain}
    </Button>
  );
}
