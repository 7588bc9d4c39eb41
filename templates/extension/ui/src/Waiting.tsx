import { useAuth } from '@ddext-oauth/auth/react';
import { Button, CircularProgress, Stack, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { DeviceCode } from './DeviceCode.tsx';
import { OtherSignInMethod } from './OtherSignInMethod.tsx';
import { useMessages } from './page-context.ts';

/** After this time, the user may have finished in the browser without a result here. */
const PATIENCE_MS = 30_000;

/** Waits for the user, who is in the browser or enters a code. They can open the browser again, or cancel. */
export function Waiting() {
  const { providers, waitingFor, resumed, device, hasLink, signInLink, openAgain, cancel } = useAuth();
  const messages = useMessages();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const provider = providers.find(({ id }) => id === waitingFor);
  const name = provider?.name ?? messages.yourProvider;
  return (
    <Stack spacing={3}>
      {device && <DeviceCode device={device} name={name} />}
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
        <CircularProgress size={24} aria-hidden="true" />
        <Typography role="status" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {device ? messages.waitingForCode : messages.finishInBrowser(name)}
        </Typography>
      </Stack>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {hasLink && (
          <>
            <Button variant="outlined" onClick={() => void openAgain()}>
              {messages.openAgain}
            </Button>
            <CopyButton
              read={signInLink}
              label={messages.copyLink}
              copiedLabel={messages.linkCopied}
              fieldLabel={messages.link}
            />
          </>
        )}
        <Button variant={device ? 'outlined' : 'text'} onClick={cancel}>
          {messages.cancel}
        </Button>
      </Stack>
      {!device && (late || resumed) && <OtherSignInMethod provider={provider} />}
    </Stack>
  );
}
