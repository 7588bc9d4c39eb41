import { useAuth } from '@ddext-oauth/auth/react';
import { Typography } from '@mui/material';
import { useMessages, useProblemText } from './page-context.ts';

/** The accounts of the extension itself, which act the same for every user. */
export function Services() {
  const { services = [] } = useAuth();
  const messages = useMessages();
  const textOf = useProblemText();
  return (
    <>
      {services.map(({ provider, kind, problem }) => (
        <Typography key={provider.id} variant="body2" color="text.secondary">
          {kind === 'client_credentials'
            ? messages.ownAccount(provider.name)
            : messages.administratorsKey(provider.name)}
          {problem && ` ${textOf(problem).message}`}
        </Typography>
      ))}
    </>
  );
}
