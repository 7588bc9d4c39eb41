import { useAuth } from '@ddext-oauth/auth/react';
import { Button, CircularProgress, Stack, Typography } from '@mui/material';
import { DeviceCode } from './DeviceCode.tsx';

/** The person is busy elsewhere, in the browser or with a code; this waits for them and can be told to stop. */
export function Waiting() {
  const { providers, waitingFor, device, cancel } = useAuth();
  const name = providers.find(({ id }) => id === waitingFor)?.name ?? 'your provider';
  return (
    <Stack spacing={3}>
      {device && <DeviceCode device={device} name={name} />}
      <Stack direction="row" spacing={2} alignItems="center">
        <CircularProgress size={24} aria-hidden="true" />
        <Typography role="status">
          {device ? 'Waiting for you to enter the code.' : `Finish signing in with ${name} in your browser.`}
        </Typography>
        <Button variant="outlined" onClick={cancel}>
          Cancel
        </Button>
      </Stack>
    </Stack>
  );
}
