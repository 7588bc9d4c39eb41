import { useAuth } from '@ddext-oauth/auth/react';
import type { DeviceCode as Device } from '@ddext-oauth/auth/ui';
import { Alert, Box, Card, Link, Stack, Typography } from '@mui/material';
import { QRCodeSVG } from 'qrcode.react';
import { CopyButton } from './CopyButton.tsx';
import { useMessages } from './page-context.ts';

interface DeviceCodeProps {
  readonly device: Device;
  readonly name: string;
}

/**
 * The code to enter, the page to enter it on, and a QR code of that page. The code is shown even if the link contains
 * it, so that the user can compare the two (RFC 8628 section 3.3.1).
 */
export function DeviceCode({ device, name }: DeviceCodeProps) {
  const { openExternal } = useAuth();
  const messages = useMessages();
  const link = device.verificationUriComplete ?? device.verificationUri;
  const time = new Date(device.expiresAt).toLocaleTimeString(messages.language);
  return (
    <Card variant="outlined" sx={{ p: 2 }}>
      <Stack direction="row" useFlexGap spacing={3} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {/* Black on white in every theme: that is what cameras read. */}
        <Box sx={{ p: 1.5, bgcolor: '#fff', borderRadius: 1, lineHeight: 0 }}>
          <QRCodeSVG value={link} size={144} title={messages.qrCodeOf(device.verificationUri)} />
        </Box>
        <Stack spacing={1} sx={{ flex: '1 1 220px', minWidth: 0, alignItems: 'flex-start' }}>
          <Typography>{messages.enterCode}</Typography>
          <Link
            component="button"
            onClick={() => openExternal(link)}
            sx={{ textAlign: 'start', overflowWrap: 'anywhere' }}
          >
            {device.verificationUri}
          </Link>
          <Typography
            component="p"
            role="group"
            aria-label={messages.code}
            sx={{ fontFamily: 'monospace', fontSize: '2rem', letterSpacing: 2, overflowWrap: 'anywhere' }}
          >
            {device.userCode}
          </Typography>
          <CopyButton
            size="small"
            read={async () => device.userCode}
            label={messages.copyCode}
            copiedLabel={messages.codeCopied}
            fieldLabel={messages.copyCode}
          />
          <Typography variant="body2" color="text.secondary">
            {messages.codeExpires(time)}
          </Typography>
        </Stack>
      </Stack>
      <Alert severity="info" sx={{ mt: 2 }}>
        {messages.codeWarning(name)}
      </Alert>
    </Card>
  );
}
