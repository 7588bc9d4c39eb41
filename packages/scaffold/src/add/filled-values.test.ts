import { expect, test } from '@jest/globals';
import { withBlankValues, withFilledValues } from './filled-values.ts';

const written = 'a:\n  GITHUB_CLIENT_ID: ""\n  DDEXT_PORT: "1"\n';

test.each([
  ['a map', written, 'a:\n  GITHUB_CLIENT_ID: Iv1.abc # mine\n  DDEXT_PORT: "1"\n'],
  ['a list', '- GITHUB_CLIENT_ID=\n', '- GITHUB_CLIENT_ID=Iv1.abc\n'],
  ['a component', "  GITLAB_CLIENT_ID: '',\n", "  GITLAB_CLIENT_ID: 'abc',\n"],
])('values that the author filled in %s become blank, and are kept in a new text', (_kind, blank, filled) => {
  expect(withBlankValues(filled, blank)).toBe(blank);
  expect(withFilledValues(blank, filled)).toBe(filled);
  expect(withFilledValues(blank, blank)).toBe(blank);
});

test('other edits, and a variable that is there twice, stay', () => {
  const edited = written.replace('"1"', '"2"');
  expect(withBlankValues(edited, written)).toBe(edited);
  const twice = 'a:\n  GITHUB_CLIENT_ID: x\nb:\n  GITHUB_CLIENT_ID: y\n';
  expect(withBlankValues(twice, written)).toBe(twice);
});
