import { useAuth } from '@ddext-oauth/auth/react';
import { Alert, AlertTitle, Button } from '@mui/material';

/** Declining, cancelling and running out of time are not errors. */
const decisions: ReadonlySet<string> = new Set(['access-denied', 'attempt-expired', 'device-code-expired']);

/** What failed and what to do about it, and other notices. Screen readers announce them too. */
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
