import { describe, expect, test } from '@jest/globals';
import { root } from '../../dev/environment.mjs';
import { argumentsAfter, ask, type Prompt } from './ask.mjs';
import { checkRule } from './generators/check-rule.mjs';
import { generator } from './generators/generator.mjs';
import { overlay as overlayGenerator } from './generators/overlay.mjs';
import { preset } from './generators/preset.mjs';
import { repositoryAt } from './repository.mjs';
import { must, oauth, openid, overlay, retitle, walkthrough } from './testing/answers.ts';

const repository = repositoryAt(root);
const generators = { preset, 'check-rule': checkRule, overlay: overlayGenerator, generator };
type Flags = Readonly<Record<string, string>>;

const wordsOf = (flags: Flags) => Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);

/** Without a terminal. */
function answer(name: keyof typeof generators, flags: Flags) {
  const inquirer = { prompt: () => Promise.reject(new Error('A prompt was shown.')) };
  const questions = generators[name].questions(repository);
  return ask(inquirer, { name, questions }, wordsOf(flags), false);
}

describe('rejects an invalid answer, and says what to change:', () => {
  const cases: [string, keyof typeof generators, Flags, string][] = [
    [
      'a preset called like a helper',
      'preset',
      { ...openid, id: 'map-profile' },
      'mapProfile is already an identifier',
    ],
    [
      'a name that is a word of the language',
      'preset',
      { ...openid, id: 'default' },
      'default is already an identifier',
    ],
    ['a name with capitals', 'preset', { ...openid, id: 'Acme' }, 'use lowercase letters'],
    ['an issuer without https', 'preset', { ...openid, issuer: 'http://acme.example' }, 'an https URL'],
    [
      'an issuer with a placeholder',
      'preset',
      { ...openid, issuer: 'https://{a}' },
      'a placeholder in braces',
    ],
    ['OpenID without its scope', 'preset', { ...openid, scopes: 'email' }, 'openid must be one of them'],
    ['a flag of another protocol', 'preset', { ...openid, token: oauth.token }, 'requires --protocol oauth2'],
    ['an unknown choice', 'preset', { ...openid, grade: 'rumour' }, 'vendor, preset, report'],
    ['a name inside the ID', 'preset', { ...oauth, personName: 'data.id.name' }, 'cannot be inside data.id'],
    ['an existing rule', 'check-rule', { ...must, id: 'vite-base' }, 'vite-base.ts already exists'],
    ['an invalid pattern', 'check-rule', { ...must, pattern: '(' }, 'Invalid regular expression'],
    ['a rule that its own sample breaks', 'check-rule', { ...must, keeps: 'Hello' }, 'reports this line'],
    ['a rule that finds nothing', 'check-rule', { ...must, breaks: '# Hello' }, 'does not report this line'],
    ['a file that no rule reads', 'check-rule', { ...must, file: 'dist/a.js' }, 'does not read this'],
    ['a reason that is not a sentence', 'check-rule', { ...must, why: 'because' }, 'that ends with a period'],
    ['an existing overlay', 'overlay', { ...overlay, name: 'backend' }, 'templates/+backend already exists'],
    [
      'a file of another overlay',
      'overlay',
      { ...overlay, file: 'compose.yaml' },
      'templates/+backend/compose.yaml.hbs already generates this file',
    ],
    ['a file in another folder', 'overlay', { ...overlay, file: '../a' }, 'a relative path'],
    ['an unknown value of templates', 'overlay', { ...overlay, text: '{{a}}' }, 'are name, title'],
    ['braces that do not close', 'overlay', { ...overlay, text: '{{title' }, 'are name, title'],
    ['an existing generator', 'generator', { ...retitle, name: 'strategy' }, 'strategy.ts already exists'],
    [
      'a generator that another file exports',
      'generator',
      { ...retitle, name: 'remove-provider' },
      'is already an identifier',
    ],
    ['a description with a period', 'generator', { ...retitle, description: 'Retitle.' }, 'omit the period'],
    ['an invalid value', 'generator', { ...retitle, option: 'port', value: 'a' }, 'this is not a valid port'],
  ];

  test.each(cases)('%s', async (_, generator, flags, reason) => {
    await expect(answer(generator, flags)).rejects.toThrow(reason);
  });
});

test('names all missing answers', async () => {
  await expect(answer('preset', { id: 'acme', protocol: 'oidc' })).rejects.toThrow(
    /no terminal.*\n {2}--name.*\n {2}--issuer.*\n {2}--authentication.*\n {2}--source/,
  );
});

test('uses the default of a question without a terminal', async () => {
  const { grade: _, ...given } = oauth;
  expect(await answer('preset', given)).toMatchObject({ scopes: '', grade: 'vendor', ...given });
});

test('prompts only for what flags and earlier answers leave open', async () => {
  const asked: string[] = [];
  const inquirer = {
    async prompt(prompts: Prompt[]) {
      const [prompt] = prompts;
      if (!prompt) throw new Error('No prompt was shown.');
      asked.push(prompt.name);
      const said = (openid as Flags)[prompt.name] ?? prompt.default ?? '';
      if (prompt.validate)
        expect([prompt.validate(said), prompt.validate(' ')]).toEqual([true, expect.any(String)]);
      return { [prompt.name]: said };
    },
  };
  const questions = preset.questions(repository);
  const flags = { protocol: openid.protocol, scopes: openid.scopes };
  const answers = await ask(inquirer, { name: 'preset', questions }, wordsOf(flags), true);
  expect(answers).toEqual({ ...openid, redirectField: 'Redirect URI', grade: 'vendor' });
  expect(asked).not.toContain('token');
  expect(asked).not.toContain('scopes');
});

test('accepts flags after the generator with or without --', () => {
  expect(argumentsAfter('preset', ['preset', '--', '--id', 'a'])).toEqual(['--id', 'a']);
  expect(argumentsAfter('preset', ['preset', '--id', 'a'])).toEqual(['--id', 'a']);
  expect(argumentsAfter('preset', [])).toEqual([]);
});

test('the answers for a preset in CONTRIBUTING.md are complete', async () => {
  expect(Object.keys(walkthrough).length).toBeGreaterThan(10);
  expect(await answer('preset', walkthrough)).toMatchObject(walkthrough);
});
