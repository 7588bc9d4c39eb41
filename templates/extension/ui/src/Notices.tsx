import { useAuth } from '@ddext-oauth/auth/react';
import { Alert, AlertTitle, Button } from '@mui/material';
import { useMessages, useProblemText } from './page-context.ts';

/** Declining, cancelling and running out of time are not errors. */
const decisions: ReadonlySet<string> = new Set(['access-denied', 'attempt-expired', 'device-code-expired']);

/** What failed and what to do about it, and other notices. Screen readers announce them too. */
export function Notices() {
  const { status, problem, notice, endSessionUrl, keyPage, openExternal, dismiss } = useAuth();
  const messages = useMessages();
  const textOf = useProblemText();
  const canClose = status === 'signed-in' || status === 'signed-out';
  const problemText = problem && textOf(problem);
  const noticeText = notice && textOf(notice);
  const signOutThere = (url: string) => {
    openExternal(url);
    dismiss('endSessionUrl');
  };
  return (
    <>
      {problem && (
        <Alert
          severity={decisions.has(problem.code) ? 'info' : 'error'}
          closeText={messages.close}
          {...(canClose && { onClose: () => dismiss('problem') })}
        >
          <AlertTitle>{problemText?.message}</AlertTitle>
          {problemText?.advice}
        </Alert>
      )}
      {noticeText && (
        <Alert severity="warning">
          <AlertTitle>{noticeText.message}</AlertTitle>
          {noticeText.advice}
        </Alert>
      )}
      {keyPage && (
        <Alert severity="success" closeText={messages.close} onClose={() => dismiss('keyPage')}>
          {messages.keyRemoved}
          <br />
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            sx={{ mt: 1 }}
            onClick={() => openExternal(keyPage)}
          >
            {messages.openProvidersPage}
          </Button>
        </Alert>
      )}
      {endSessionUrl && (
        <Alert severity="success" closeText={messages.close} onClose={() => dismiss('endSessionUrl')}>
          {messages.signedOut}
          <br />
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            sx={{ mt: 1 }}
            onClick={() => signOutThere(endSessionUrl)}
          >
            {messages.signOutThereToo}
          </Button>
        </Alert>
      )}
    </>
  );
}
