import { createTheme, ThemeProvider, useMediaQuery } from '@mui/material';
import { type ComponentType, type ReactNode, useState } from 'react';
import { themeOptions } from './theme-options.ts';

interface ThemeProps {
  readonly children: ReactNode;
}

interface HostThemeProps extends ThemeProps {
  /** The provider of Docker's theme package, which works only where the host defines `__ddMuiV6Themes`. */
  readonly dockerTheme: ComponentType<ThemeProps>;
}

/** Docker's theme where the host provides it, such as in Docker Desktop. Otherwise the extension's own, which looks like it. */
export function HostTheme({ dockerTheme, children }: HostThemeProps) {
  // Decided once: another provider would load the page below it again.
  const [Theme] = useState(() => (hostHasTheme() ? dockerTheme : OwnTheme));
  return <Theme>{children}</Theme>;
}

/** Rancher Desktop and Podman Desktop define no themes. */
function hostHasTheme(): boolean {
  const themes: unknown = Reflect.get(window, '__ddMuiV6Themes');
  return isObject(themes) && isObject(themes.light) && isObject(themes.dark);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const light = createTheme(themeOptions.light);
const dark = createTheme(themeOptions.dark);

function OwnTheme({ children }: ThemeProps) {
  // Without noSsr, the first render is light.
  const isDark = useMediaQuery('(prefers-color-scheme: dark)', { noSsr: true });
  return <ThemeProvider theme={isDark ? dark : light}>{children}</ThemeProvider>;
}
