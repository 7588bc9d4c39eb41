import { useAuth } from '@ddext-oauth/auth/react';
import type { SignInMethod } from '@ddext-oauth/auth/ui';
import { Button, Stack, Typography } from '@mui/material';

/** Methods to choose besides the button's. OtherSignInMethod offers the bridge when no response arrived. */
const labels: Readonly<Partial<Record<SignInMethod, string>>> = {
  authorization_code: 'Use the browser',
  device_code: 'Use a code on another device',
};

/** A button for each provider. A provider that is not configured says what is missing. */
export function SignIn() {
  const { providers, signIn } = useAuth();
  const works = providers.some(({ signInMethods }) => signInMethods.length > 0);
  return (
    <Stack spacing={2} alignItems="flex-start">
      <Typography color="text.secondary">
        {works
          ? 'Sign in to continue. Your browser opens; then come back here.'
          : 'No sign-in method works in this app.'}
      </Typography>
      {providers.map(({ id, name, signInMethods, note, problem, simulated }) => (
        <Stack key={id} spacing={0.5} alignItems="flex-start">
          <Button
            variant="contained"
            size="large"
            disabled={problem !== undefined || signInMethods.length === 0}
            onClick={() => void signIn(id)}
          >
            Sign in with {name}
          </Button>
          {signInMethods.slice(1).map(
            (signInMethod) =>
              labels[signInMethod] && (
                <Button
                  key={signInMethod}
                  variant="text"
                  disabled={problem !== undefined}
                  onClick={() => void signIn(id, signInMethod)}
                >
                  {labels[signInMethod]}
                </Button>
              ),
          )}
          {note && (
            <Typography variant="body2" color="text.secondary">
              {note}
            </Typography>
          )}
          {simulated && (
            <Typography variant="body2" color="text.secondary">
              Simulated: {name} has no client ID yet.
            </Typography>
          )}
          {problem && (
            <Typography variant="body2" color="text.secondary">
              {problem.message}
            </Typography>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
