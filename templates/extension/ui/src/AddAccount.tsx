import { Box, Button, Collapse } from '@mui/material';
import { useId, useState } from 'react';
import { ProviderButtons } from './ProviderButtons.tsx';
import { useMessages } from './page-context.ts';

/** For another account of a provider, or of another one. The accounts that are signed in stay. */
export function AddAccount() {
  const { addAccount } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <Box sx={{ maxWidth: 440 }}>
      <Button variant="text" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
        {addAccount}
      </Button>
      <Collapse id={id} in={isOpen} mountOnEnter unmountOnExit>
        <Box sx={{ pt: 1.5 }}>
          <ProviderButtons hasPrimary={false} />
        </Box>
      </Collapse>
    </Box>
  );
}
