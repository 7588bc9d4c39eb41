import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { useTheme } from '@mui/material';
import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { HostTheme } from './HostTheme.tsx';
import { themeOptions } from './theme-options.ts';

const global = '__ddMuiV6Themes';

beforeEach(() => void colorScheme('light'));
afterEach(() => void Reflect.deleteProperty(window, global));

/** Simulates the color scheme of the system, which jsdom does not have. Returns a function that changes it. */
function colorScheme(initial: 'light' | 'dark') {
  const media = Object.assign(new EventTarget(), { matches: initial === 'dark' });
  Object.assign(window, { matchMedia: () => media });
  return (next: 'light' | 'dark') => {
    media.matches = next === 'dark';
    media.dispatchEvent(new Event('change'));
  };
}

/** Fails as Docker's provider does without the themes. */
function DockerTheme({ children }: { readonly children: ReactNode }) {
  const mode = Reflect.get(window, global).light.palette?.mode ?? 'unknown';
  return <div title={`Docker's theme: ${mode}`}>{children}</div>;
}

function Background() {
  return <p>background {useTheme().palette.background.default}</p>;
}

function show() {
  render(
    <HostTheme dockerTheme={DockerTheme}>
      <Background />
    </HostTheme>,
  );
}

const background = () => screen.getByText(/^background/).textContent;
const own = (scheme: 'light' | 'dark') => `background ${themeOptions[scheme].palette.background.default}`;

test("the page uses the host's theme where the host defines it", () => {
  Object.assign(window, { [global]: { light: { palette: { mode: 'light' } }, dark: {} } });
  show();
  expect(screen.getByTitle("Docker's theme: light")).toBeTruthy();
});

test.each([
  ['defines none', undefined],
  ['defines null', null],
  ['defines an empty object', {}],
  ['defines one of the two', { light: {} }],
  ['defines text', 'dark'],
])('the page uses its own theme in a host that %s', (_, themes) => {
  if (themes !== undefined) Object.assign(window, { [global]: themes });
  show();
  expect(background()).toBe(own('light'));
});

describe('the own theme', () => {
  test('is dark at the first render where the system is dark', () => {
    colorScheme('dark');
    show();
    expect(background()).toBe(own('dark'));
  });

  test('follows the system while the page is open', () => {
    const change = colorScheme('light');
    show();
    act(() => change('dark'));
    expect(background()).toBe(own('dark'));
    act(() => change('light'));
    expect(background()).toBe(own('light'));
  });
});
