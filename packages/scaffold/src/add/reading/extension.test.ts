import { describe, expect, test } from '@jest/globals';
import { expressExtension, goExtension } from '../../testing/existing-extensions.ts';
import { readExtensionShape } from './extension.ts';
import { imageNameIn } from './image-name.ts';
import { readPage } from './page.ts';
import { repositoryOf } from './repository.ts';
import { readOwnServer } from './server.ts';

type Files = Readonly<Record<string, string>>;
const repository = (files: Files) => repositoryOf(new Map(Object.entries(files)));

/** The files in a folder of a larger repository. */
function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

describe('the name of the image', () => {
  test.each([
    ['Makefile', 'IMAGE ?= acme/things\n', 'acme/things'],
    ['Makefile', 'EXTENSION_IMAGE=acme/things:latest\n', 'acme/things'],
    ['package.json', '{ "scripts": { "x": "docker extension install -f acme/things:1" } }', 'acme/things'],
    ['build.sh', 'docker buildx build --push -t acme/things:1 .', 'acme/things'],
    ['docker-bake.hcl', 'tags = ["acme/things:1"]', 'acme/things'],
    ['Makefile', 'IMAGE ?= ghcr.io/acme/things\n', undefined],
    ['Makefile', 'IMAGE ?= $(ORG)/$(NAME)\n', undefined],
    ['Makefile', `IMAGE ?= $(ORG)/\${NAME}-ui # it\nORG := acme\nNAME=$(SHORT)\nSHORT=x\n`, 'acme/x-ui'],
    ['Makefile', 'ORG=acme\nx:\n\tdocker extension install $(ORG)/things:$(TAG)\n', 'acme/things'],
    ['Makefile', 'IMAGE=$(IMAGE)/$(IMAGE)\n', undefined],
  ])('in a %s with %s is %s', (path, text, expected) => {
    expect(imageNameIn(repository({ [path]: text }))).toBe(expected);
  });
});

test('many variables of a Makefile take linear time', () => {
  const text = `A=${'$(A)'.repeat(40)}\n${'$(A)$('.repeat(15_000)}`;
  const started = process.cpuUsage();
  expect(imageNameIn(repository({ Makefile: text }))).toBeUndefined();
  // Processor time, which other processes do not lengthen. A quadratic time is longer than this.
  expect(process.cpuUsage(started).user).toBeLessThan(10_000_000);
});

describe('an extension', () => {
  test('in a folder is built there, or above it if the Dockerfile copies from there', () => {
    expect(readExtensionShape(repository(below('tools/ext', goExtension)))).toMatchObject({
      context: 'tools/ext',
      compose: { path: 'tools/ext/vm/docker-compose.yaml' },
    });
    const { Dockerfile = '', ...files } = goExtension;
    const apart = { ...files, 'build/x/Dockerfile': Dockerfile };
    expect(() => readExtensionShape(repository(apart))).toThrow(
      'There is no Dockerfile beside metadata.json',
    );
    const { 'metadata.json': metadata = '', ...others } = files;
    const deep = { ...others, 'ext/metadata.json': metadata, 'ext/Dockerfile': Dockerfile };
    expect(readExtensionShape(repository(deep))).toMatchObject({ context: '' });
  });

  test('among several has to be named', () => {
    const files = { ...below('a', goExtension), ...below('b', expressExtension) };
    expect(() => readExtensionShape(repository(files))).toThrow(
      'There are several extensions: a, b. Name the folder',
    );
  });

  test('without metadata.json, and with one of another program, is none', () => {
    expect(() => readExtensionShape(repository({ 'metadata.json': '{"name":"x"}' }))).toThrow(
      'There is no metadata.json of a Docker Desktop extension here.',
    );
  });

  test('whose compose file is nowhere is refused', () => {
    const { 'vm/docker-compose.yaml': _compose, ...files } = goExtension;
    expect(() => readExtensionShape(repository(files))).toThrow(
      'metadata.json names the compose file docker-compose.yaml',
    );
  });
});

test('a page at the root does not contain the package of its backend', () => {
  const files = {
    ...expressExtension,
    'package.json': String(expressExtension['client/package.json']),
    'index.html': String(expressExtension['client/index.html']),
    Dockerfile: String(expressExtension.Dockerfile).replace('COPY client .', 'COPY . .'),
  };
  const extension = readExtensionShape(repository(files));
  const page = readPage(extension);
  expect(page.sources).not.toContain('backend/server.js');
  expect(readOwnServer(extension, page)?.node?.entry).toBe('backend/server.js');
});
