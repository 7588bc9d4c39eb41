import { useAuth } from '@ddext-oauth/auth/react';
import type { DeviceCode as Device } from '@ddext-oauth/auth/ui';
import { Alert, Box, Card, CardContent, Link, Stack, Typography } from '@mui/material';
import { QRCodeSVG } from 'qrcode.react';

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
  const link = device.verificationUriComplete ?? device.verificationUri;
  return (
    <Card variant="outlined">
      <CardContent>
        <Stack direction="row" spacing={3} alignItems="center">
          {/* Black on white in every theme: that is what cameras read. */}
          <Box sx={{ p: 1.5, bgcolor: '#fff', borderRadius: 1, lineHeight: 0 }}>
            <QRCodeSVG value={link} size={144} title={`QR code of ${device.verificationUri}`} />
          </Box>
          <Stack spacing={1}>
            <Typography>
              Scan the code with your phone, or open{' '}
              <Link component="button" onClick={() => openExternal(link)}>
                {device.verificationUri}
              </Link>{' '}
              and enter:
            </Typography>
            <Typography
              component="p"
              role="group"
              aria-label="Code"
              sx={{ fontFamily: 'monospace', fontSize: '2rem', letterSpacing: 2 }}
            >
              {device.userCode}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              Code expires at {new Date(device.expiresAt).toLocaleTimeString()}.
            </Typography>
          </Stack>
        </Stack>
        <Alert severity="info" sx={{ mt: 2 }}>
          Only enter this code if you started signing in with {name} here. Never enter a code someone sent
          you.
        </Alert>
      </CardContent>
    </Card>
  );
}
