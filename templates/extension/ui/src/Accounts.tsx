import { useAuth } from '@ddext-oauth/auth/react';
import { Stack } from '@mui/material';
import { AccountCard } from './AccountCard.tsx';
import { AddAccount } from './AddAccount.tsx';
import { Services } from './Services.tsx';

/** The signed-in accounts. */
export function Accounts() {
  const { accounts, providers, signOut } = useAuth();
  const offered = new Map(providers.map((provider) => [provider.id, provider]));
  return (
    <Stack spacing={2}>
      {accounts.map((account) => (
        <AccountCard
          key={account.id}
          account={account}
          provider={offered.get(account.provider.id)}
          onSignOut={() => void signOut(account.id)}
        />
      ))}
      <AddAccount />
      <Services />
    </Stack>
  );
}
