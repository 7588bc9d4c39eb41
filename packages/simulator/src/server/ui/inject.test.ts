import { expect, test } from '@jest/globals';
import { injectClient } from './inject.ts';

const environment = {
  image: 'a/b',
  hasVm: true,
  hasService: true,
  host: 'docker',
  responseShape: 'body',
  platform: 'linux',
  arch: 'x64',
  hostname: 'h',
  variables: {},
} as const;

test.each([
  ['<!doctype html><html><head lang="en"><script type="module"></script></head></html>', '<head lang="en">'],
  ['<!doctype html><html><header></header></html>', '<html>'],
  ['<!doctype html><p>Hi</p>', '<!doctype html>'],
  ['<p>Hi</p>', ''],
])('the client is the first script in %s', (page, after) => {
  const injected = injectClient(page, environment);
  expect(injected.startsWith(page.slice(0, page.indexOf(after)) + after)).toBe(true);
  expect(injected.slice(page.indexOf(after) + after.length)).toMatch(/^<script type="application\/json"/);
  expect(injected).toContain('<script src="/__simulator/dd-client.js"></script>');
});

test.each(['<head ', '<html ', '<!doctype '])('many %s without an end take linear time', (part) => {
  const started = performance.now();
  expect(injectClient(part.repeat(100_000), environment)).toMatch(/^<script type="application\/json"/);
  expect(performance.now() - started).toBeLessThan(1_000);
});
