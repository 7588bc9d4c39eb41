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
      {providers.map((provider) => (
        <Stack key={provider.id} spacing={0.5}>
          <Button
            variant="contained"
            size="large"
            disabled={provider.problem !== undefined}
            onClick={() => void signIn(provider.id)}
          >
            Sign in with {provider.name}
          </Button>
          {provider.problem && (
            <Typography variant="body2" color="text.secondary">
              {provider.problem.message}
            </Typography>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
