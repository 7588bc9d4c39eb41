import { expect, test } from '@jest/globals';
import { themeOptions } from '../../../../templates/extension/ui/src/theme-options.ts';
import { muiThemes } from './mui-themes.ts';

test("an extension's own theme is the theme that the simulator defines, so that a page looks the same in each host", () => {
  expect(themeOptions).toEqual(muiThemes);
});
