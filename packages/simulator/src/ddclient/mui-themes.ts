/**
 * Simulated MUI theme options. Docker Desktop puts them on `window`, and @docker/docker-mui-theme builds its themes
 * from them.
 */
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

/** docker-mui-theme 0.0.13 declares `palette.docker` with six ramps from 100 to 800. Pages that read it fail without it. */
const docker = {
  amber: ramp('#fff8e6', '#ffebbd', '#ffd77a', '#f7b52c', '#d98e00', '#a76b00', '#744a00', '#432b00'),
  blue: ramp('#e9f1ff', '#c4dbff', '#8fb3ff', '#5c91ff', '#1d63ed', '#124ab8', '#0b3382', '#061d4d'),
  green: ramp('#e6f8ef', '#bdebd3', '#87dab0', '#4fc98a', '#27a567', '#1b7f4d', '#115936', '#08331f'),
  grey: ramp('#f3f4f6', '#dfe2e8', '#c0c7d3', '#9aa7bd', '#78859c', '#54627a', '#364153', '#1a212c'),
  red: ramp('#ffecef', '#ffcbd4', '#ffa1b0', '#ff7a90', '#ec3d5e', '#d01c43', '#94122e', '#570a1b'),
  violet: ramp('#f2edff', '#dccfff', '#bfa6ff', '#a17dff', '#7c4dff', '#5d30d6', '#421f9e', '#281263'),
};

function ramp(...colors: readonly string[]): Readonly<Record<number, string>> {
  return Object.fromEntries(colors.map((color, index) => [(index + 1) * 100, color]));
}

const light = {
  ...shared,
  palette: {
    docker,
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
    docker,
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

export const muiThemes = { light, dark };
