import { Button, type ButtonProps, TextField } from '@mui/material';
import { useState } from 'react';

interface CopyButtonProps extends Pick<ButtonProps, 'size'> {
  /** Reads the text to copy. Undefined if there is none any more. */
  readonly read: () => Promise<string | undefined>;
  readonly label: string;
  readonly copiedLabel: string;
  /** The label of the field with the text. */
  readonly fieldLabel: string;
}

/** Copies a text. If the page may not use the clipboard, the text is shown instead. */
export function CopyButton({ read, label, copiedLabel, fieldLabel, size }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState<string>();
  const copy = async () => {
    const text = await read();
    if (!text) return;
    const isCopied = await writeToClipboard(text);
    setCopied(isCopied);
    setShown(isCopied ? undefined : text);
  };
  return (
    <>
      <Button variant="outlined" size={size} onClick={() => void copy()}>
        {copied ? copiedLabel : label}
      </Button>
      {shown && (
        <TextField
          fullWidth
          size="small"
          label={fieldLabel}
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
