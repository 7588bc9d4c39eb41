import { useAuth } from '@ddext-oauth/auth/react';
import { Button, CircularProgress, Stack, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { DeviceCode } from './DeviceCode.tsx';
import { OtherWay } from './OtherWay.tsx';

/** After this long in the browser, the person may have come to an end there that nobody told us of. */
const PATIENCE_MS = 30_000;

/** The person is busy elsewhere, in the browser or with a code; this waits for them and can be told to stop. */
export function Waiting() {
  const { providers, waitingFor, resumed, device, cancel } = useAuth();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const provider = providers.find(({ id }) => id === waitingFor);
  const name = provider?.name ?? 'your provider';
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
      {!device && (late || resumed) && <OtherWay provider={provider} />}
    </Stack>
  );
}
