import { afterEach, describe, expect, test } from '@jest/globals';
import { startSimulator } from '../start.ts';
import { createExtension, type Fixture } from '../testing/extensions/fixture.ts';
import { requireApiVersion } from './api-version.ts';

describe('the label api.version', () => {
  test.each([
    ['0.4.2', '>= 0.3.4'],
    ['0.3.4', '>=0.3.4'],
    ['0.10.0', '>= 0.9.9'],
    ['1.9.0', '>= 1.4.7, < 2.0'],
    ['1.4.7', '>= 1.4.7, < 2.0'],
    ['0.3.3', '0.3.3'],
    ['0.3.3', '= 0.3.3'],
    ['0.3.3', '!= 0.3.2, <= 0.3.3, > 0.3.2'],
    ['2.0.0', '>= 2'],
    ['0.0.1', undefined],
  ])('SDK version %s is accepted by %j', (version, constraint) => {
    expect(() => requireApiVersion(version, constraint)).not.toThrow();
  });

  test.each([
    ['0.3.3', '>= 0.3.4'],
    ['2.0.0', '>= 1.4.7, < 2.0'],
    ['1.4.6', '>= 1.4.7, < 2.0'],
    ['0.4.2', '0.3.4'],
    ['0.3.4', '> 0.3.4'],
    ['0.3.5', '<= 0.3.4'],
    ['0.3.3', '!= 0.3.3'],
  ])('SDK version %s is rejected by %j', (version, constraint) => {
    expect(() => requireApiVersion(version, constraint)).toThrow(
      expect.objectContaining({ code: 'api-version-incompatible' }),
    );
  });

  test('a rejection has the message of Docker Desktop and the fix', () => {
    expect(() => requireApiVersion('0.3.3', '0.3.0')).toThrow(
      '("0.3.0") is incompatible with current SDK version "0.3.3". Consider changing it to ">=0.3.3" in the ' +
        'Dockerfile if the extension supports that version. Otherwise simulate another version',
    );
  });

  test.each([
    '>= 0.3.4-rc.1',
    '^0.3.4',
    '~0.3',
    '0.3',
    '> 1',
    '>= 0.3.4 || < 1',
    '$VERSION',
    'v0.3.4',
    '>=',
    '',
  ])('is rejected if it is %j', (constraint) => {
    expect(() => requireApiVersion('0.4.2', constraint)).toThrow(
      expect.objectContaining({
        code: 'extension-invalid',
        message: expect.stringMatching(/^Dockerfile: .*Prereleases and variables are not supported\.$/),
      }),
    );
  });

  test.each(['0.4', 'newest', '0.4.2-rc.1', '>= 0.4.2', ''])(
    'the simulated version cannot be %j',
    (version) => {
      expect(() => requireApiVersion(version, undefined)).toThrow(
        expect.objectContaining({ code: 'options-invalid' }),
      );
    },
  );
});

describe('startSimulator', () => {
  let fixture: Fixture;
  afterEach(() => fixture.remove());

  const Dockerfile = `FROM node AS build
LABEL com.docker.desktop.extension.api.version="9.9.9"
FROM node:24-slim
LABEL org.opencontainers.image.title="Hello" \\
      com.docker.desktop.extension.api.version=">= 0.3.4"
`;

  async function start(changed: { apiVersion?: string }) {
    const { backend: _, ...options } = fixture.options;
    return startSimulator({ ...options, ...changed });
  }

  test('rejects an extension whose Dockerfile requires another SDK version', async () => {
    fixture = await createExtension({ Dockerfile });
    await expect(start({ apiVersion: '0.3.3' })).rejects.toMatchObject({
      code: 'api-version-incompatible',
      message: expect.stringContaining(
        '(">= 0.3.4") is incompatible with current SDK version "0.3.3". Consider changing it to ">=0.3.3"',
      ),
    });
  });

  test('warns if the newest SDK version is excluded, and rejects the extension in strict mode', async () => {
    fixture = await createExtension({ Dockerfile: Dockerfile.replace('>= 0.3.4', '0.3.0') });
    const lines: string[] = [];
    const { backend: _, ...options } = fixture.options;
    await (await startSimulator({ ...options, log: (line) => lines.push(line) })).close();
    expect(lines).toContainEqual(expect.stringMatching(/^Warning: .*\("0\.3\.0"\) is incompatible/));
    await expect(startSimulator({ ...options, strict: true })).rejects.toMatchObject({
      code: 'api-version-incompatible',
    });
  });

  test('uses the newest SDK version by default', async () => {
    fixture = await createExtension({ Dockerfile });
    await (await start({})).close();
    await (await start({ apiVersion: '0.3.4' })).close();
  });

  test('accepts an extension without a Dockerfile', async () => {
    fixture = await createExtension();
    await (await start({ apiVersion: '0.1.0' })).close();
  });
});
