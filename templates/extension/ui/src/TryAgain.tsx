import { useAuth } from '@ddext-oauth/auth/react';
import { Button } from '@mui/material';

/** The backend is away, or locked with a key that is not here: what happened is said above this. */
export function TryAgain() {
  const { refresh } = useAuth();
  return (
    <Button variant="outlined" onClick={() => void refresh()} sx={{ alignSelf: 'flex-start' }}>
      Try again
    </Button>
  );
}
