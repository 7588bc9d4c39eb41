import { describe, expect, test } from '@jest/globals';
import {
  checkExtension,
  dockerfile,
  metadata,
  otherExtension,
  withService,
} from '../testing/other-extension.ts';

describe('a compose file', () => {
  test('is found at the source of its COPY instruction', async () => {
    const { findings } = await checkExtension({
      ...withService(''),
      'docker-compose.yaml': undefined,
      Dockerfile: dockerfile({
        copies: 'COPY ui /ui\nCOPY vm/docker-compose.yaml .',
        after: 'USER nobody\n',
      }),
      'vm/docker-compose.yaml': `services:\n  b:\n    image: \${DESKTOP_PLUGIN_IMAGE}\n    network_mode: host\n    privileged: true\n`,
    });
    expect(findings).toEqual([
      'compose-loopback vm/docker-compose.yaml:3',
      'compose-privileged vm/docker-compose.yaml:5',
    ]);
  });

  test('that is copied through another stage is found', async () => {
    const { findings } = await checkExtension({
      ...withService('    privileged: true\n'),
      Dockerfile: dockerfile({
        before: 'FROM scratch AS files\nCOPY docker-compose.yaml /a/\n',
        copies: 'COPY ui /ui\nCOPY --from=files /a /',
        after: 'USER nobody\n',
      }),
    });
    expect(findings).toEqual(['compose-privileged docker-compose.yaml:4']);
  });

  test('that a RUN instruction creates is not checked', async () => {
    const { findings, reason } = await checkExtension({
      ...withService(''),
      'docker-compose.yaml': undefined,
      Dockerfile: dockerfile({ after: 'RUN envsubst < /a > /docker-compose.yaml\nUSER nobody\n' }),
    });
    expect(findings).toEqual([]);
    expect(reason('compose-privileged')).toContain('is not in this folder');
    expect(reason('metadata-paths')).toContain('a RUN instruction may create /docker-compose.yaml');
  });

  test.each([
    ['the socket of the engine', '- /var/run/docker.sock:/var/run/docker.sock'],
    ['its raw socket', '- /var/run/docker.sock.raw:/var/run/docker.sock'],
    ['guest services', '- /run/guest-services/a:/run/guest-services/a'],
    ['files of the system', '- /proc:/host/proc:ro'],
    ['a default of a variable', `- \${SOCKET:-/var/run/docker.sock}:/var/run/docker.sock`],
  ])('may mount %s', async (_, volume) => {
    expect((await checkExtension(withService(`    volumes:\n      ${volume}\n`))).findings).toEqual([]);
  });

  test('with a variable without a default as the source of a volume is not checked in full', async () => {
    const { findings, reason } = await checkExtension(
      withService(`    volumes:\n      - \${DIR}:/a\n      - b:/b\n`),
    );
    expect(findings).toEqual(['compose-volumes docker-compose.yaml:6']);
    expect(reason('compose-volumes')).toContain('variable without a default');
  });

  test.each([
    ['an empty default', `- SOME_API_KEY=\${SOME_API_KEY:-}`],
    ['a variable alone', `- SOME_API_KEY=\${SOME_API_KEY}`],
    ['a required variable', `- SOME_API_KEY=\${SOME_API_KEY:?set it}`],
    ['a number of tokens', '- MAX_TOKENS=100'],
    ['a switch', '- ALLOW_EMPTY_PASSWORD=yes'],
    ['the path of a secret', '- TOKEN_FILE=/run/secrets/token'],
  ])('has no secret in %s', async (_, row) => {
    expect((await checkExtension(withService(`    environment:\n      ${row}\n`))).findings).toEqual([]);
  });

  test.each(['- SOME_API_KEY=abc', `- SOME_API_KEY=\${SOME_API_KEY:-abc}`, '- POSTGRES_PASSWORD=postgres'])(
    'has a secret in %s',
    async (row) => {
      const { findings } = await checkExtension(withService(`    environment:\n      ${row}\n`));
      expect(findings).toEqual(['compose-secrets docker-compose.yaml:5']);
    },
  );
});

describe('unprivileged', () => {
  const image = `\${DESKTOP_PLUGIN_IMAGE}`;
  const running = (from: string, compose?: string) => ({
    ...otherExtension,
    Dockerfile: dockerfile({ from, copies: 'COPY ui /ui\nCOPY compose.yaml* /' }),
    'metadata.json': metadata({ vm: compose ? { composefile: 'compose.yaml' } : { image } }),
    'compose.yaml': compose,
  });

  test('is found if the image runs as root', async () => {
    expect((await checkExtension(running('alpine'))).findings).toEqual(['unprivileged Dockerfile:1']);
  });

  test.each([
    ['another base image may set the user', running('gcr.io/distroless/static:nonroot'), 'may set the user'],
    [
      'no service runs the image',
      running('alpine', 'services:\n  a:\n    image: postgres\n'),
      'no service runs',
    ],
  ])('is not checked if %s', async (_, files, expected) => {
    const { findings, reason } = await checkExtension(files);
    expect(findings.filter((each) => each.startsWith('unprivileged'))).toEqual([]);
    expect(reason('unprivileged')).toContain(expected);
  });

  test('is not found if the service sets a user', async () => {
    const compose = `services:\n  a:\n    image: ${image}\n    user: "1000"\n`;
    expect((await checkExtension(running('alpine', compose))).findings).toEqual([]);
  });
});
