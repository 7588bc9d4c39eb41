import { useAuth } from '@ddext-oauth/auth/react';
import type { KeyEntry, SignInProblem } from '@ddext-oauth/auth/ui';
import { Alert, Button, Link, Stack, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useMessages, useProblemText } from './page-context.ts';

interface KeyFieldProps {
  readonly provider: { readonly id: string; readonly name: string };
  readonly entry: KeyEntry;
  /** The ID of the account whose key is replaced. */
  readonly replaces?: string;
  readonly onClose: () => void;
}

/** The form for a key. It is checked before it is sent, and the field is emptied then: nothing shows it again. */
export function KeyField({ provider, entry, replaces, onClose }: KeyFieldProps) {
  const { addKey, openExternal } = useAuth();
  const messages = useMessages();
  const textOf = useProblemText();
  const [key, setKey] = useState('');
  const [userName, setUserName] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();
  const { noun, console, scopes, needsUserName } = entry;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setIsSending(true);
    const found = await addKey(provider.id, {
      key,
      ...(needsUserName && { userName }),
      ...(replaces !== undefined && { replaces }),
    });
    setKey('');
    setIsSending(false);
    setProblem(found);
    if (!found) onClose();
  };

  return (
    <Stack
      component="form"
      spacing={1.5}
      sx={{ maxWidth: 440 }}
      aria-label={messages.keyOf(noun, provider.name)}
      onSubmit={(event) => void send(event)}
    >
      <Typography variant="body2" color="text.secondary">
        {messages.createKey(noun, provider.name)} {scopes.length > 0 && messages.keyScopes(scopes.join(', '))}{' '}
        {console !== undefined && (
          <Link component="button" type="button" onClick={() => openExternal(console)}>
            {messages.openKeyPage}
          </Link>
        )}
      </Typography>
      {needsUserName && (
        <TextField
          required
          size="small"
          label={messages.userName}
          autoComplete="off"
          value={userName}
          onChange={({ target }) => setUserName(target.value)}
        />
      )}
      <TextField
        required
        size="small"
        type="password"
        label={messages.key(noun)}
        autoComplete="off"
        value={key}
        onChange={({ target }) => setKey(target.value)}
        slotProps={{ htmlInput: { spellCheck: false } }}
      />
      {problem && (
        <Alert severity="error">
          {textOf(problem).message} {textOf(problem).advice}
        </Alert>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" disabled={isSending}>
          {replaces === undefined ? messages.addKey : messages.replaceKey}
        </Button>
        <Button variant="text" onClick={onClose}>
          {messages.cancel}
        </Button>
      </Stack>
    </Stack>
  );
}
