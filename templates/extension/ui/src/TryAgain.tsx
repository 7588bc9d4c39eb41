import { useAuth } from '@ddext-oauth/auth/react';
import { Button } from '@mui/material';

/** For a backend that is unreachable or locked, and a keychain that cannot be read. The message above it says which. */
export function TryAgain() {
  const { refresh } = useAuth();
  return (
    <Button variant="outlined" onClick={() => void refresh()} sx={{ alignSelf: 'flex-start' }}>
      Try again
    </Button>
  );
}
