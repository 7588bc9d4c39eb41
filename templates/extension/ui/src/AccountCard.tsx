import type { Account } from '@ddext-oauth/auth/ui';
import { Avatar, Button, Card, Stack, Typography } from '@mui/material';
import { useId } from 'react';
import { displayName, initialOf } from './names.ts';
import { useMessages } from './page-context.ts';

interface AccountCardProps {
  readonly account: Account;
  /** Whether this version of the extension has the account's provider. */
  readonly isOffered: boolean;
  readonly onSignOut: () => void;
}

/** An account, with names of any length and direction of writing. */
export function AccountCard({ account, isOffered, onSignOut }: AccountCardProps) {
  const { profile, provider } = account;
  const messages = useMessages();
  const heading = useId();
  const known = displayName(profile);
  const name = known ?? messages.unnamed;
  const email = profile.email?.trim();
  return (
    <Card variant="outlined" role="group" aria-label={messages.signedInAs(name)} sx={{ p: 2 }}>
      <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {/* The initial is shown if there is no picture, or it cannot be loaded. */}
        <Avatar
          src={profile.avatarUrl}
          alt=""
          slotProps={{ img: { referrerPolicy: 'no-referrer' } }}
          sx={{ bgcolor: 'primary.main', color: 'primary.contrastText' }}
        >
          {(known && initialOf(known)) || undefined}
        </Avatar>
        <Stack
          sx={{ flex: '1 1 180px', minWidth: 0, alignItems: 'flex-start', '& > *': { maxWidth: '100%' } }}
        >
          <Typography
            noWrap
            id={heading}
            variant="h2"
            dir="auto"
            title={name}
            sx={{ fontSize: '1.125rem', fontWeight: 600 }}
          >
            {name}
          </Typography>
          {email && email !== name && (
            <Typography noWrap dir="auto" variant="body2" color="text.secondary" title={email}>
              {email}
            </Typography>
          )}
          <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
            {isOffered ? messages.signedInWith(provider.name) : messages.providerGone(provider.name)}
          </Typography>
        </Stack>
        <Button variant="outlined" aria-describedby={heading} onClick={onSignOut}>
          {isOffered ? messages.signOut : messages.removeAccount}
        </Button>
      </Stack>
    </Card>
  );
}
