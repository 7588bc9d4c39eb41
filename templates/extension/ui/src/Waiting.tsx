import { useAuth } from '@ddext-oauth/auth/react';
import { Button, CircularProgress, Stack, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { CopyLink } from './CopyLink.tsx';
import { DeviceCode } from './DeviceCode.tsx';
import { OtherSignInMethod } from './OtherSignInMethod.tsx';

/** After this time, the user may have finished in the browser without a result here. */
const PATIENCE_MS = 30_000;

/** Waits for the user, who is in the browser or enters a code. They can open the browser again, or cancel. */
export function Waiting() {
  const { providers, waitingFor, resumed, device, hasLink, openAgain, cancel } = useAuth();
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
      </Stack>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        {hasLink && (
          <>
            <Button variant="outlined" onClick={() => void openAgain()}>
              Open the browser again
            </Button>
            <CopyLink />
          </>
        )}
        <Button variant="outlined" onClick={cancel}>
          Cancel
        </Button>
      </Stack>
      {!device && (late || resumed) && <OtherSignInMethod provider={provider} />}
    </Stack>
  );
}
