import { useAuth } from '@ddext-oauth/auth/react';
import { Button, TextField } from '@mui/material';
import { useState } from 'react';

/** For another browser than the one that opened. If the page may not use the clipboard, the link is shown instead. */
export function CopyLink() {
  const { signInLink } = useAuth();
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState<string>();
  const copy = async () => {
    const url = await signInLink();
    if (!url) return;
    const isCopied = await writeToClipboard(url);
    setCopied(isCopied);
    setShown(isCopied ? undefined : url);
  };
  return (
    <>
      <Button variant="outlined" onClick={() => void copy()}>
        {copied ? 'Link copied' : 'Copy link'}
      </Button>
      {shown && (
        <TextField
          fullWidth
          size="small"
          label="Link"
          value={shown}
          onFocus={(event) => event.target.select()}
          slotProps={{ htmlInput: { readOnly: true } }}
        />
      )}
    </>
  );
}

/** Fails without permission, without focus, and in a page that is not secure. */
async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
