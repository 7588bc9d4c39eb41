const shared = {
  shape: { borderRadius: 6 },
  typography: {
    fontFamily: '"Roboto Flex", Roboto, system-ui, -apple-system, "Segoe UI", sans-serif',
    fontSize: 14,
    h1: { fontSize: '2rem', fontWeight: 500 },
    h2: { fontSize: '1.5rem', fontWeight: 500 },
    h3: { fontSize: '1.25rem', fontWeight: 500 },
    h4: { fontSize: '1.125rem', fontWeight: 600 },
    h5: { fontSize: '1rem', fontWeight: 600 },
    h6: { fontSize: '0.875rem', fontWeight: 600 },
    body1: { fontSize: '0.875rem' },
    body2: { fontSize: '0.8125rem' },
    button: { textTransform: 'none', fontWeight: 500 },
  },
  components: {
    MuiButton: { defaultProps: { variant: 'contained', disableElevation: true } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
} as const;

const light = {
  ...shared,
  palette: {
    mode: 'light',
    primary: { main: '#1d63ed', dark: '#124ab8', light: '#5c91ff', contrastText: '#ffffff' },
    secondary: { main: '#54627a', contrastText: '#ffffff' },
    success: { main: '#1b7f4d' },
    warning: { main: '#a15c00' },
    error: { main: '#d01c43' },
    info: { main: '#1d63ed' },
    text: { primary: '#17191e', secondary: '#54627a' },
    background: { default: '#f9f9fa', paper: '#ffffff' },
    divider: '#dfe2e8',
  },
} as const;

const dark = {
  ...shared,
  palette: {
    mode: 'dark',
    primary: { main: '#5c91ff', dark: '#3a73f0', light: '#8fb3ff', contrastText: '#0a1424' },
    secondary: { main: '#9aa7bd', contrastText: '#0a1424' },
    success: { main: '#4fc98a' },
    warning: { main: '#e6a23c' },
    error: { main: '#ff7a90' },
    info: { main: '#5c91ff' },
    text: { primary: '#f2f4f8', secondary: '#a9b3c4' },
    background: { default: '#10151d', paper: '#1a212c' },
    divider: '#2d3644',
  },
} as const;

/** The theme for hosts that provide none, for MUI's createTheme. It looks like Docker Desktop's. */
export const themeOptions = { light, dark };
