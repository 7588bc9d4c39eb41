import { expect, test } from '@jest/globals';
import { catalog } from './catalog.ts';

const logos = catalog.filter(({ logo }) => logo !== undefined);

test('each logo is a small SVG that loads and runs nothing', () => {
  expect(logos.map(({ id }) => id)).toEqual(expect.arrayContaining(['oidc', 'github', 'google']));
  for (const { logo = '' } of logos) {
    expect(logo).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+">(<path fill="#[\dA-F]{6}" d="[-\d. a-zA-Z]+"\/>)+<\/svg>$/,
    );
    expect(logo.length).toBeLessThan(3200);
  }
});

test.each(['slack', 'linkedin', 'salesforce', 'login-with-amazon'])(
  '%s has none, because its owner does not let icon collections copy it',
  (id) => expect(catalog.find((entry) => entry.id === id)).not.toHaveProperty('logo'),
);
