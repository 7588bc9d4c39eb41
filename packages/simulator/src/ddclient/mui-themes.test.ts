import { expect, test } from '@jest/globals';
import { themeOptions } from '../../../../templates/extension/ui/src/theme-options.ts';
import { muiThemes } from './mui-themes.ts';

test("an extension's own theme is the theme that the simulator defines, so that a page looks the same in each host", () => {
  expect(muiThemes).toMatchObject(themeOptions);
});

test.each(['light', 'dark'] as const)(
  'the %s theme has the palette that docker-mui-theme 0.0.13 declares',
  (mode) => {
    const { docker } = muiThemes[mode].palette;
    const shades = ['100', '200', '300', '400', '500', '600', '700', '800'];
    const ramps = Object.fromEntries(
      Object.entries(docker).map(([name, colors]) => [name, Object.keys(colors)]),
    );
    expect(ramps).toEqual({
      ...{ amber: shades, blue: shades, green: shades },
      ...{ grey: shades, red: shades, violet: shades },
    });
  },
);
