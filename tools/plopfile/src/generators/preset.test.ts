import { expect, test } from '@jest/globals';
import { root } from '../../../dev/environment.mjs';
import { repositoryAt } from '../repository.mjs';
import { openid } from '../testing/answers.ts';
import { preset } from './preset.mjs';

const repository = repositoryAt(root);
const SOURCES = 'packages/providers/src/testing/reviewed-sources.ts';

/** What a source adds to the list of reviewed sources, without the spaces. */
function addedFor(answers: Readonly<Record<string, string>>): string {
  const { change } = preset.plan({ ...openid, ...answers }, repository, () => '');
  const before = repository.read(SOURCES);
  const after = change[SOURCES] ?? '';
  const start = [...before].findIndex((character, index) => after[index] !== character);
  if (start < 0) return '';
  return after.slice(start, start + after.length - before.length).replaceAll(/\s+/g, '');
}

test.each([
  ['the vendor by its host', { grade: 'vendor' }, '"login-with-acme":["docs.acme.example"],'],
  [
    'the vendor by its owner on GitHub',
    { grade: 'vendor', source: 'https://github.com/acme/docs/blob/main/oauth.md' },
    '"login-with-acme":["acme"],',
  ],
  ['another host of a vendor with keys', { grade: 'vendor', id: 'grafana' }, '"docs.acme.example",'],
  [
    'nothing for a host that the vendor has already',
    { grade: 'vendor', id: 'grafana', source: 'https://grafana.com/docs/oauth' },
    '',
  ],
  ['the host of a second source', { grade: 'report' }, '"docs.acme.example",'],
  [
    'nothing for a second source on GitHub',
    { grade: 'preset', source: 'https://github.com/nextauthjs/next-auth/blob/main/acme.ts' },
    '',
  ],
])('a preset adds to the reviewed sources: %s', (_what, answers, added) => {
  expect(addedFor(answers)).toBe(added);
});
