import { useAuth } from '@ddext-oauth/auth/react';
import { Alert, AlertTitle, Button } from '@mui/material';

/** Refusing, giving up and coming late are decisions of the person's, not faults. */
const decisions: ReadonlySet<string> = new Set(['access-denied', 'attempt-expired', 'device-code-expired']);

/** What went wrong and what to do about it, and what else the person should know; announced to screen readers too. */
export function Messages() {
  const { problem, notice, endSessionUrl, openExternal } = useAuth();
  return (
    <>
      {problem && (
        <Alert severity={decisions.has(problem.code) ? 'info' : 'error'} role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
          {problem.advice}
        </Alert>
      )}
      {notice && (
        <Alert severity="warning">
          <AlertTitle>{notice.message}</AlertTitle>
          {notice.advice}
        </Alert>
      )}
      {endSessionUrl && (
        <Alert
          severity="success"
          action={
            <Button
              size="small"
              variant="text"
              sx={{ whiteSpace: 'nowrap' }}
              onClick={() => openExternal(endSessionUrl)}
            >
              Sign out there too
            </Button>
          }
        >
          You are signed out here. Your browser may still be signed in at the provider, which may ask before
          it signs you out, or keep you signed in.
        </Alert>
      )}
    </>
  );
}
