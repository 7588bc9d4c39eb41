import type { SignInProblem } from '@ddext-oauth/auth/ui';
import { Alert, AlertTitle } from '@mui/material';

/** What went wrong and what to do about it, announced to screen readers as well. */
export function Problem({ problem }: { readonly problem: SignInProblem }) {
  return (
    <Alert severity={problem.code === 'access-denied' ? 'info' : 'error'} role="alert">
      <AlertTitle>{problem.message}</AlertTitle>
      {problem.advice}
    </Alert>
  );
}
