import type { Account, Session } from '@ddext-oauth/auth/ui';
import { Avatar, Box, Button, Card, Stack, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { ConnectionTestResult, TestConnection } from './ConnectionTest.tsx';
import { KeyField } from './KeyField.tsx';
import { displayName, initialOf } from './names.ts';
import { useMessages } from './page-context.ts';

interface AccountCardProps {
  readonly account: Account;
  /** The account's provider, if this version of the extension has it. */
  readonly provider: Session['providers'][number] | undefined;
  readonly onSignOut: () => void;
}

/** An account, with names of any length and direction of writing. */
export function AccountCard({ account, provider: offered, onSignOut }: AccountCardProps) {
  const { id, profile, provider, key } = account;
  const [isReplacing, setIsReplacing] = useState(false);
  const messages = useMessages();
  const heading = useId();
  const known = displayName(profile);
  const name = known ?? messages.unnamed;
  const email = profile.email?.trim();
  const method = key
    ? messages.keyOf(messages.key(key.noun), provider.name)
    : messages.signedInWith(provider.name);
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
            {offered ? method : messages.providerGone(provider.name)}
          </Typography>
        </Stack>
        {offered && <TestConnection account={id} describedBy={heading} />}
        {key && offered?.key && (
          <Button variant="text" aria-describedby={heading} onClick={() => setIsReplacing(true)}>
            {messages.replaceKey}
          </Button>
        )}
        <Button variant="outlined" aria-describedby={heading} onClick={onSignOut}>
          {offered && !key ? messages.signOut : messages.removeAccount}
        </Button>
        <ConnectionTestResult account={id} />
      </Stack>
      {isReplacing && offered?.key && (
        <Box sx={{ pt: 2 }}>
          <KeyField
            provider={provider}
            entry={offered.key}
            replaces={id}
            onClose={() => setIsReplacing(false)}
          />
        </Box>
      )}
    </Card>
  );
}
