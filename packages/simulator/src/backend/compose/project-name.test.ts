import { expect, test } from '@jest/globals';
import { builtImage } from '../../extension/image.ts';
import { projectName } from './project-name.ts';

const nameOf = (image: string) => projectName(builtImage(image));

test('the project of an extension has the same name for each of its tags', () => {
  expect(nameOf('acme/hello:1.0')).toBe(nameOf('acme/hello:2.0'));
  expect(nameOf('acme/hello')).toMatch(/^ddext-simulator-acme-hello-[0-9a-f]{12}$/);
});

test('extensions whose names differ only in punctuation have different projects', () => {
  const images = [
    'acme/hello-x',
    'acme-hello/x',
    'acme/hello.x',
    'acme/hello_x',
    'acme/hello/x',
    'acme/hello--x',
  ];
  expect(new Set(images.map(nameOf)).size).toBe(images.length);
  for (const name of images.map(nameOf)) expect(name).toMatch(/^[a-z0-9][a-z0-9-]*$/);
});
