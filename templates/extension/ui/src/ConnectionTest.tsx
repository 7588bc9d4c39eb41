import { useAuth } from '@ddext-oauth/auth/react';
import { Button, Typography } from '@mui/material';
import { useMessages, useProblemText } from './page-context.ts';

interface ConnectionTestProps {
  /** The ID of the account. */
  readonly account: string;
  /** The ID of the element with the account's name. */
  readonly describedBy: string;
}

/** The button that tests the credential of an account. */
export function TestConnection({ account, describedBy }: ConnectionTestProps) {
  const { verify, verification } = useAuth();
  const { testConnection } = useMessages();
  const isRunning = verification?.account === account && verification.result === undefined;
  return (
    <Button
      variant="text"
      aria-describedby={describedBy}
      disabled={isRunning}
      onClick={() => void verify(account)}
    >
      {testConnection}
    </Button>
  );
}

/** What the last test of an account found. Screen readers announce it. */
export function ConnectionTestResult({ account }: Pick<ConnectionTestProps, 'account'>) {
  const { verification } = useAuth();
  const messages = useMessages();
  const textOf = useProblemText();
  const result = verification?.account === account ? verification.result : undefined;
  if (!result) return null;
  const text = result.status === 'failed' ? textOf(result.problem) : undefined;
  return (
    <Typography
      role={text ? 'alert' : 'status'}
      variant="body2"
      color={text ? 'error' : 'text.secondary'}
      sx={{ flexBasis: '100%' }}
    >
      {text ? `${text.message} ${text.advice}` : messages.testResults[result.status]}
    </Typography>
  );
}
