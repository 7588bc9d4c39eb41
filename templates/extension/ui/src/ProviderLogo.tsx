import { Box } from '@mui/material';
import { useContext } from 'react';
import { initialOf } from './names.ts';
import { PageContext } from './page-context.ts';

interface ProviderLogoProps {
  readonly id: string;
  readonly name: string;
}

/** A provider's logo on white in every theme, because its colors are the provider's. The name is beside it. */
export function ProviderLogo({ id, name }: ProviderLogoProps) {
  const src = useContext(PageContext).logos.get(id);
  return (
    <Box
      component="span"
      aria-hidden="true"
      sx={{
        ...{ display: 'inline-grid', placeItems: 'center', flexShrink: 0, width: 24, height: 24 },
        ...{ borderRadius: 1, bgcolor: '#fff', color: '#17191e', fontWeight: 600 },
        '.Mui-disabled &': { opacity: 0.5 },
      }}
    >
      {src && <img src={src} alt="" width={16} height={16} />}
      {/* The icon of a button has another size of text. */}
      {!src && <span style={{ fontSize: '0.875rem', lineHeight: 1 }}>{initialOf(name)}</span>}
    </Box>
  );
}
