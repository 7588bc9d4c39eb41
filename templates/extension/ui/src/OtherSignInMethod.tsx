import { useAuth } from '@ddext-oauth/auth/react';
import type { SignInMethod } from '@ddext-oauth/auth/ui';
import { Alert, AlertTitle, Button, Stack } from '@mui/material';
import { useMessages } from './page-context.ts';

interface OtherSignInMethodProps {
  readonly provider: ReturnType<typeof useAuth>['providers'][number] | undefined;
}

/** A device code comes first: it needs no response from the browser. */
const order: readonly SignInMethod[] = ['device_code', 'bridge', 'authorization_code'];

/** The result of a finished sign-in may be lost on its way from the browser. Nothing reports that. */
export function OtherSignInMethod({ provider }: OtherSignInMethodProps) {
  const { signInMethod, cancel, signIn } = useAuth();
  const messages = useMessages();
  const labels: Readonly<Record<SignInMethod, string>> = {
    authorization_code: messages.useBrowser,
    bridge: messages.useBridge,
    device_code: messages.useCode,
  };
  const others = order.filter((other) => other !== signInMethod && provider?.signInMethods.includes(other));
  const change = (other: SignInMethod) => {
    cancel();
    if (provider) void signIn(provider.id, other);
  };
  return (
    <Alert severity="info">
      <AlertTitle>{messages.stillWaiting}</AlertTitle>
      {others.length > 0 ? messages.openAgainOrOtherMethod : messages.openAgainOrCancel}
      {others.length > 0 && (
        <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 1.5, flexWrap: 'wrap' }}>
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
