import { useAuth } from '@ddext-oauth/auth/react';
import { Stack } from '@mui/material';
import { AccountCard } from './AccountCard.tsx';
import { AddAccount } from './AddAccount.tsx';

/** The signed-in accounts. */
export function Accounts() {
  const { accounts, providers, signOut } = useAuth();
  const offered = new Set(providers.map(({ id }) => id));
  return (
    <Stack spacing={2}>
      {accounts.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          isOffered={offered.has(account.provider.id)}
          onSignOut={() => void signOut(account.id)}
        />
      ))}
      <AddAccount />
    </Stack>
  );
}
