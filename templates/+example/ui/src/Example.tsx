import { useAuth } from '@ddext-oauth/auth/react';
import { type Account, SignInError } from '@ddext-oauth/auth/ui';
import {
  Alert,
  Button,
  Card,
  CardContent,
  List,
  ListItem,
  ListItemText,
  Stack,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { displayName } from './names.ts';
import { useProblemText } from './page-context.ts';
import { type Claims, loadUserInfo } from './user-info.ts';

/** An example of a call to a provider's API, for each account. Replace it with what your extension does for a signed-in user. */
export function Example() {
  const { status, accounts, providers } = useAuth();
  if (status !== 'signed-in') return null;
  const usable = accounts.filter(({ provider }) => providers.some(({ id }) => id === provider.id));
  return (
    <Stack spacing={2}>
      {usable.map((account) => (
        <UserInfo key={account.id} account={account} isNamed={usable.length > 1} />
      ))}
    </Stack>
  );
}

interface UserInfoProps {
  readonly account: Account;
  /** Whether the card shows whose account it is. */
  readonly isNamed: boolean;
}

/** What the provider's user info endpoint returns. */
function UserInfo({ account: { id, profile, provider }, isNamed }: UserInfoProps) {
  const auth = useAuth();
  const problemText = useProblemText();
  const name = displayName(profile) ?? id;
  const [claims, setClaims] = useState<Claims>();
  const [problem, setProblem] = useState<string>();
  const load = async () => {
    setProblem(undefined);
    try {
      setClaims(await loadUserInfo(auth, id));
    } catch (error) {
      setProblem(
        error instanceof SignInError ? problemText(error.problem).message : (error as Error).message,
      );
    }
  };
  return (
    <Card variant="outlined" role="group" aria-label={`User info of ${name}`}>
      <CardContent>
        {isNamed && (
          <Typography gutterBottom noWrap variant="body2" color="text.secondary" dir="auto" title={name}>
            {name}
          </Typography>
        )}
        <Button variant="outlined" onClick={() => void load()}>
          Load user info from {provider.name}
        </Button>
        {problem && <Alert severity="error">{problem}</Alert>}
        {claims && (
          <List dense>
            {Object.entries(claims).map(([name, value]) => (
              <ListItem key={name}>
                <ListItemText primary={textOf(value)} secondary={name} />
              </ListItem>
            ))}
          </List>
        )}
      </CardContent>
    </Card>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
