import { spawn } from 'node:child_process';

/** The program that opens a URL or a file on each system. It is started without a shell. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens a URL in the default browser. @param failed called if this system has no browser to start */
export function openInBrowser(url: string, failed: () => void): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  // Without a display, xdg-open may start a browser in this terminal.
  if (program === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY) failed();
  else
    spawn(program, [...args, url], { stdio: 'ignore', detached: true })
      .on('error', failed)
      .unref();
}
