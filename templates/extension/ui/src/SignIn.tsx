import { useAuth } from '@ddext-oauth/auth/react';
import { Button, Stack, Typography } from '@mui/material';

/** A button for each provider; one that is not set up yet says what is missing. */
export function SignIn() {
  const { providers, signIn } = useAuth();
  return (
    <Stack spacing={2} alignItems="flex-start">
      <Typography color="text.secondary">
        Sign in to go on. Your browser opens, you sign in there, and this page shows who you are.
      </Typography>
      {providers.map(({ id, name, grants, problem, simulated }) => (
        <Stack key={id} spacing={0.5} alignItems="flex-start">
          <Button
            variant="contained"
            size="large"
            disabled={problem !== undefined}
            onClick={() => void signIn(id, grants[0])}
          >
            Sign in with {name}
          </Button>
          {grants.length > 1 && (
            <Button
              variant="text"
              disabled={problem !== undefined}
              onClick={() => void signIn(id, grants[1])}
            >
              {grants[1] === 'device_code' ? 'Use a code on another device' : 'Use the browser'}
            </Button>
          )}
          {simulated && (
            <Typography variant="body2" color="text.secondary">
              Played by the simulator: no client id is set for {name} yet.
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
