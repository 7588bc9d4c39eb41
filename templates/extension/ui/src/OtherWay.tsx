import { useAuth } from '@ddext-oauth/auth/react';
import { Alert, AlertTitle, Button } from '@mui/material';

interface OtherWayProps {
  readonly provider: ReturnType<typeof useAuth>['providers'][number] | undefined;
}

/** The browser may have been stopped on its way back, and says nothing of it: nobody should wait for ever. */
export function OtherWay({ provider }: OtherWayProps) {
  const { cancel, signIn } = useAuth();
  const byCode = provider?.grants.includes('device_code') === true;
  const change = () => {
    cancel();
    if (provider) void signIn(provider.id, 'device_code');
  };
  return (
    <Alert
      severity="info"
      action={
        byCode && (
          <Button size="small" variant="text" sx={{ whiteSpace: 'nowrap' }} onClick={change}>
            Use a code
          </Button>
        )
      }
    >
      <AlertTitle>Done in the browser, and nothing happens here?</AlertTitle>
      Then your browser or this version of Docker Desktop did not hand the answer on.{' '}
      {byCode
        ? 'Sign in with a code instead, or cancel and try again.'
        : 'Cancel and try again, or update Docker Desktop.'}
    </Alert>
  );
}
