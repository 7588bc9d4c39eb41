import { useAuth } from '@ddext-oauth/auth/react';
import { Card, CardContent, Stack, Typography } from '@mui/material';
import { ProviderButtons } from './ProviderButtons.tsx';
import { useMessages } from './page-context.ts';
import { Services } from './Services.tsx';

/** The page of a user who is not signed in. */
export function SignIn() {
  const { providers } = useAuth();
  const { signIn, signInLead, noMethod, keyLead } = useMessages();
  const hasKey = providers.some(({ key }) => key !== undefined);
  const works = providers.some(({ signInMethods }) => signInMethods.length > 0);
  return (
    <Card variant="outlined" sx={{ maxWidth: 440 }}>
      <CardContent sx={{ p: 3, '&:last-child': { pb: 3 } }}>
        <Stack spacing={0.5} sx={{ mb: 2.5 }}>
          <Typography variant="h2" sx={{ fontSize: '1.25rem', fontWeight: 600 }}>
            {signIn}
          </Typography>
          <Typography color="text.secondary">{works ? signInLead : hasKey ? keyLead : noMethod}</Typography>
        </Stack>
        <Stack spacing={1.5}>
          <ProviderButtons hasPrimary />
          <Services />
        </Stack>
      </CardContent>
    </Card>
  );
}
