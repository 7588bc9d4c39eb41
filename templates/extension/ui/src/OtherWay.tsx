import { useAuth } from '@ddext-oauth/auth/react';
import type { Way } from '@ddext-oauth/auth/ui';
import { Alert, AlertTitle, Button, Stack } from '@mui/material';

interface OtherWayProps {
  readonly provider: ReturnType<typeof useAuth>['providers'][number] | undefined;
}

const labels: Readonly<Record<Way, string>> = {
  authorization_code: 'Use the browser',
  bridge: "Come back over Docker's page",
  device_code: 'Use a code',
};

/** The browser may have been stopped on its way back, and says nothing of it: nobody should wait for ever. */
export function OtherWay({ provider }: OtherWayProps) {
  const { way, cancel, signIn } = useAuth();
  const others = provider?.ways.filter((other) => other !== way) ?? [];
  const change = (other: Way) => {
    cancel();
    if (provider) void signIn(provider.id, other);
  };
  return (
    <Alert severity="info">
      <AlertTitle>Done in the browser, and nothing happens here?</AlertTitle>
      Then your browser or this version of Docker Desktop did not hand the answer on.{' '}
      {others.length > 0
        ? 'Sign in another way, or cancel and try again.'
        : 'Cancel and try again, or update Docker Desktop.'}
      {others.length > 0 && (
        <Stack direction="row" spacing={1} sx={{ mt: 1.5 }}>
          {others.map((other) => (
            <Button key={other} size="small" variant="outlined" color="inherit" onClick={() => change(other)}>
              {labels[other]}
            </Button>
          ))}
        </Stack>
      )}
    </Alert>
  );
}
