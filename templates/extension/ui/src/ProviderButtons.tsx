import { useAuth } from '@ddext-oauth/auth/react';
import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { KeyField } from './KeyField.tsx';
import { ProviderLogo } from './ProviderLogo.tsx';
import { useMessages, useProblemText } from './page-context.ts';

type Provider = ReturnType<typeof useAuth>['providers'][number];

interface ProviderButtonsProps {
  /** Whether the first button is the main action of the page. */
  readonly hasPrimary: boolean;
}

/** A button for each provider. The first that works can be the primary one. */
export function ProviderButtons({ hasPrimary }: ProviderButtonsProps) {
  const { providers } = useAuth();
  const first = hasPrimary ? (providers.find(isReady) ?? providers[0]) : undefined;
  return (
    <Stack spacing={1.5}>
      {providers.map((provider) => (
        <ProviderButton key={provider.id} provider={provider} isPrimary={provider === first} />
      ))}
    </Stack>
  );
}

function isReady({ problem, signInMethods }: Provider): boolean {
  return problem === undefined && signInMethods.length > 0;
}

interface ProviderButtonProps {
  readonly provider: Provider;
  readonly isPrimary: boolean;
}

/** The button of a provider, its other sign-in methods, and what the user should know about it. */
function ProviderButton({ provider, isPrimary }: ProviderButtonProps) {
  const { signIn } = useAuth();
  const messages = useMessages();
  const textOf = useProblemText();
  const { id, name, signInMethods, note, problem, simulated, key } = provider;
  // OtherSignInMethod offers the bridge when no response arrived.
  const others = { authorization_code: messages.useBrowser, device_code: messages.useCodeOnAnotherDevice };
  const remarks = [note, simulated && messages.simulated(name), problem && textOf(problem).message];
  const offersSignIn = key === undefined || signInMethods.length > 0;
  return (
    <Stack spacing={0.5}>
      {offersSignIn && (
        <Button
          fullWidth
          size="large"
          variant={isPrimary ? 'contained' : 'outlined'}
          startIcon={<ProviderLogo id={id} name={name} />}
          disabled={!isReady(provider)}
          sx={{ justifyContent: 'flex-start', textAlign: 'start', overflowWrap: 'anywhere', lineHeight: 1.5 }}
          onClick={() => void signIn(id)}
        >
          {messages.signInWith(name)}
        </Button>
      )}
      {signInMethods.slice(1).map(
        (signInMethod) =>
          signInMethod !== 'bridge' && (
            <Button
              key={signInMethod}
              variant="text"
              sx={{ alignSelf: 'flex-start' }}
              disabled={problem !== undefined}
              onClick={() => void signIn(id, signInMethod)}
            >
              {others[signInMethod]}
            </Button>
          ),
      )}
      {key && <KeyOption provider={provider} entry={key} />}
      {remarks.map(
        (remark) =>
          remark && (
            <Typography key={remark} variant="body2" color="text.secondary">
              {remark}
            </Typography>
          ),
      )}
    </Stack>
  );
}

interface KeyOptionProps {
  readonly provider: Provider;
  readonly entry: NonNullable<Provider['key']>;
}

/** The button that opens the form for a key. */
function KeyOption({ provider, entry }: KeyOptionProps) {
  const messages = useMessages();
  const textOf = useProblemText();
  const [isOpen, setIsOpen] = useState(false);
  const { name, signInMethods } = provider;
  const { noun, problem } = entry;
  if (isOpen) return <KeyField provider={provider} entry={entry} onClose={() => setIsOpen(false)} />;
  const isAlone = signInMethods.length === 0;
  return (
    <>
      <Button
        variant={isAlone ? 'outlined' : 'text'}
        size={isAlone ? 'large' : 'medium'}
        sx={{
          alignSelf: isAlone ? 'stretch' : 'flex-start',
          justifyContent: 'flex-start',
          textAlign: 'start',
          lineHeight: 1.5,
        }}
        aria-label={messages.keyOf(messages.keyOption(noun), name)}
        disabled={problem !== undefined}
        onClick={() => setIsOpen(true)}
      >
        {isAlone ? messages.keyOf(messages.keyOption(noun), name) : messages.keyOption(noun)}
      </Button>
      {problem && (
        <Typography variant="body2" color="text.secondary">
          {textOf(problem).message}
        </Typography>
      )}
    </>
  );
}
