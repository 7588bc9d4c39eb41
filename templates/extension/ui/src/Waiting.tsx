import { useAuth } from '@ddext-oauth/auth/react';
import { Button, CircularProgress, Stack, Typography } from '@mui/material';

/** The person is in the browser; this waits for them and can be told to stop. */
export function Waiting() {
  const { providers, waitingFor, cancel } = useAuth();
  const name = providers.find(({ id }) => id === waitingFor)?.name ?? 'your provider';
  return (
    <Stack direction="row" spacing={2} alignItems="center">
      <CircularProgress size={24} aria-hidden="true" />
      <Typography role="status">Finish signing in with {name} in your browser.</Typography>
      <Button variant="outlined" onClick={cancel}>
        Cancel
      </Button>
    </Stack>
  );
}
