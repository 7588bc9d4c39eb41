import { describe, expect, test } from '@jest/globals';
import { root } from '../../dev/environment.mjs';
import { ask, type Prompt, wordsAfter } from './ask.mjs';
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
  const inquirer = { prompt: () => Promise.reject(new Error('Somebody was asked.')) };
  const questions = generators[name].questions(repository);
  return ask(inquirer, { name, questions }, wordsOf(flags), false);
}

describe('an invalid answer is refused with what to do:', () => {
  const cases: [string, keyof typeof generators, Flags, string][] = [
    [
      'a preset called like a helper',
      'preset',
      { ...openid, id: 'map-profile' },
      'mapProfile means something',
    ],
    [
      'a name that is a word of the language',
      'preset',
      { ...openid, id: 'default' },
      'default means something',
    ],
    ['a name with capitals', 'preset', { ...openid, id: 'Acme' }, 'use words of small letters'],
    ['an issuer without https', 'preset', { ...openid, issuer: 'http://acme.example' }, 'an https address'],
    ['an issuer with a part to fill in', 'preset', { ...openid, issuer: 'https://{a}' }, 'a part in braces'],
    ['OpenID without its scope', 'preset', { ...openid, scopes: 'email' }, 'openid has to be one of them'],
    ['what does not belong', 'preset', { ...openid, token: oauth.token }, 'goes with --protocol oauth2'],
    ['a choice that there is none of', 'preset', { ...openid, grade: 'rumour' }, 'vendor, preset, report'],
    ['a name inside the id', 'preset', { ...oauth, personName: 'data.id.name' }, 'cannot lie in data.id'],
    ['a rule that is there', 'check-rule', { ...must, id: 'vite-base' }, 'vite-base.ts is there already'],
    ['a pattern that is none', 'check-rule', { ...must, pattern: '(' }, 'Invalid regular expression'],
    ['a rule that its own sample breaks', 'check-rule', { ...must, keeps: 'Hello' }, 'finds this wrong'],
    ['a rule that finds nothing', 'check-rule', { ...must, breaks: '# Hello' }, 'finds nothing wrong'],
    ['a file that no rule sees', 'check-rule', { ...must, file: 'dist/a.js' }, 'does not read this'],
    ['a reason that is no sentence', 'check-rule', { ...must, why: 'because' }, 'with its full stop'],
    ['an overlay that is there', 'overlay', { ...overlay, name: 'backend' }, 'templates/+backend is there'],
    [
      'a file that another overlay makes',
      'overlay',
      { ...overlay, file: 'compose.yaml' },
      'templates/+backend/compose.yaml.hbs makes that already',
    ],
    ['a file somewhere else', 'overlay', { ...overlay, file: '../a' }, 'a relative path'],
    ['a value that no template has', 'overlay', { ...overlay, text: '{{a}}' }, 'goes one of name, title'],
    ['braces that do not close', 'overlay', { ...overlay, text: '{{title' }, 'goes one of name, title'],
    [
      'a generator that is there',
      'generator',
      { ...retitle, name: 'strategy' },
      'strategy.ts is there already',
    ],
    [
      'a generator in the file of another',
      'generator',
      { ...retitle, name: 'remove-provider' },
      'means something',
    ],
    ['a description with a full stop', 'generator', { ...retitle, description: 'Retitle.' }, 'full stop out'],
    [
      'a value that cannot be',
      'generator',
      { ...retitle, option: 'port', value: 'a' },
      'no port looks like this',
    ],
  ];

  test.each(cases)('%s', async (_, generator, flags, reason) => {
    await expect(answer(generator, flags)).rejects.toThrow(reason);
  });
});

test('every missing answer is named together', async () => {
  await expect(answer('preset', { id: 'acme', protocol: 'oidc' })).rejects.toThrow(
    /no terminal.*\n {2}--name.*\n {2}--issuer.*\n {2}--authentication.*\n {2}--source/,
  );
});

test('a question with a default needs no answer without a terminal', async () => {
  expect(await answer('preset', oauth)).toMatchObject({ scopes: '', grade: 'vendor', ...oauth });
});

test('a person is asked what no flag answers, and only what the earlier answers leave open', async () => {
  const asked: string[] = [];
  const inquirer = {
    async prompt(prompts: Prompt[]) {
      const [prompt] = prompts;
      if (!prompt) throw new Error('Nothing was asked.');
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

test('flags can follow the generator with or without --', () => {
  expect(wordsAfter('preset', ['preset', '--', '--id', 'a'])).toEqual(['--id', 'a']);
  expect(wordsAfter('preset', ['preset', '--id', 'a'])).toEqual(['--id', 'a']);
  expect(wordsAfter('preset', [])).toEqual([]);
});

test('the answers that CONTRIBUTING.md gives for a preset are complete', async () => {
  expect(Object.keys(walkthrough).length).toBeGreaterThan(10);
  expect(await answer('preset', walkthrough)).toMatchObject(walkthrough);
});
