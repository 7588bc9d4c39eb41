import { useAuth } from '@ddext-oauth/auth/react';
import type { Account } from '@ddext-oauth/auth/ui';
import { Avatar, Button, Card, CardActions, CardHeader, Stack, Typography } from '@mui/material';

/** The signed-in accounts. */
export function Accounts() {
  const { accounts, signOut } = useAuth();
  return (
    <Stack spacing={2}>
      {accounts.map((account) => (
        <AccountCard key={account.id} account={account} onSignOut={() => void signOut(account.id)} />
      ))}
    </Stack>
  );
}

/** The first character, which may take two code units. */
function initialOf(name: string): string {
  return ([...name][0] ?? '').toUpperCase();
}

interface AccountCardProps {
  readonly account: Account;
  readonly onSignOut: () => void;
}

function AccountCard({ account, onSignOut }: AccountCardProps) {
  const { profile, provider } = account;
  const name = profile.name ?? profile.email ?? profile.id;
  return (
    <Card variant="outlined" component="section" aria-label={`Signed in as ${name}`}>
      <CardHeader
        avatar={
          // The initial is shown if there is no picture, or it cannot be loaded.
          <Avatar src={profile.avatarUrl} alt="" slotProps={{ img: { referrerPolicy: 'no-referrer' } }}>
            {initialOf(name)}
          </Avatar>
        }
        title={
          <Typography variant="h2" sx={{ fontSize: '1.25rem', fontWeight: 600 }}>
            {name}
          </Typography>
        }
        subheader={[profile.email, `signed in with ${provider.name}`].filter(Boolean).join(' · ')}
      />
      <CardActions sx={{ px: 2, pb: 2 }}>
        <Button variant="outlined" onClick={onSignOut}>
          Sign out
        </Button>
      </CardActions>
    </Card>
  );
}
