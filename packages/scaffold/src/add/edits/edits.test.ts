import { describe, expect, test } from '@jest/globals';
import { withImageChange } from './dockerfile.ts';
import { apiVersionRange } from './labels.ts';
import { withCompose, withDependencies } from './metadata.ts';

const labels = { apiVersion: '>= 0.2.3', accountInfo: 'required' };

describe('the label api.version', () => {
  test.each([
    ['0.3.4', '>= 0.2.3', '>= 0.3.4'],
    ['0.3.0', '>= 0.3.4', '>= 0.3.4'],
    ['>= 0.2.3', '>= 0.2.3', '>= 0.2.3'],
    ['>=0.3.0', '>= 0.3.4', '>= 0.3.4'],
    ['^0.4.2', '>= 0.3.4', '^0.4.2'],
    ['1.0', '>= 0.3.4', '>= 1.0.0'],
    [`\${VERSION}`, '>= 0.3.4', `\${VERSION}`],
  ])('%s is with the minimum %s the range %s', (given, minimum, expected) => {
    expect(apiVersionRange(given, minimum)).toBe(expected);
  });
});

describe('a Dockerfile', () => {
  const given = `# syntax=docker/dockerfile:1
FROM golang:1.21 AS builder # the service
COPY vm/ .
RUN go build -o /service

# What is installed.
FROM alpine
LABEL org.opencontainers.image.title="Things" \\
    # the range of SDK versions
    com.docker.desktop.extension.api.version="0.3.0" \\
    com.docker.extension.account-info=""

COPY --from=builder /service /   
COPY docker-compose.yaml .
CMD /service -socket /run/guest-services/backend.sock
`;
  test('gets the gateway above its last stage, and keeps its comments', () => {
    const text = withImageChange(given, {
      labels,
      gateway: { specifier: '@ddext-oauth/gateway@1' },
      copied: [['a', '/b']],
    });
    expect(text).toContain(`RUN go build -o /service

# Added by create-ddext-oauth: the gateway for sign-in, with the Node.js that it runs on.
FROM --platform=$BUILDPLATFORM node:24-slim AS ddext-gateway-package
`);
    expect(text).toContain('lib/ld.so\n\n# What is installed.\nFROM alpine\n');
    expect(text).toContain(`    # the range of SDK versions
    com.docker.desktop.extension.api.version=">= 0.3.0" \\
    com.docker.extension.account-info="required"
`);
    expect(text).toContain(
      'COPY docker-compose.yaml .\nCOPY a /b\nCOPY --from=ddext-gateway /ddext-gateway /ddext-gateway\nCMD ',
    );
    const added = new Set(text.split('\n'));
    const lost = given.split('\n').filter((line) => !added.has(line));
    expect(lost).toHaveLength(2);
  });

  test('gets the missing labels in the form of its last label, with its line breaks', () => {
    const single = 'FROM alpine\r\nLABEL a=b\r\nCMD x\r\n';
    expect(withImageChange(single, { labels, copied: [] })).toBe(
      'FROM alpine\r\nLABEL a=b\r\nLABEL com.docker.desktop.extension.api.version=">= 0.2.3"\r\nLABEL com.docker.extension.account-info="required"\r\nCMD x\r\n',
    );
    const multiple =
      'FROM alpine\nLABEL a=b \\\n  com.docker.desktop.extension.api.version=">= 0.3.4"\nCMD x\n';
    expect(withImageChange(multiple, { labels, copied: [] })).toBe(
      'FROM alpine\nLABEL a=b \\\n  com.docker.desktop.extension.api.version=">= 0.3.4" \\\n  com.docker.extension.account-info="required"\nCMD x\n',
    );
    expect(withImageChange('FROM alpine\nCMD x', { labels, copied: [] })).toBe(
      'FROM alpine\nLABEL com.docker.desktop.extension.api.version=">= 0.2.3" \\\n    com.docker.extension.account-info="required"\nCMD x',
    );
  });
});

describe('the packed packages beside a package.json that is copied alone', () => {
  const withTarballs = (copy: string, folder: string) =>
    withImageChange(`FROM node\n${copy}\nFROM alpine\nLABEL a=b\n`, {
      ...{ labels, copied: [] },
      packageFolders: [folder],
    }).split('\n')[2];

  test.each([
    ['COPY ui/package.json /ui/', 'ui', 'COPY ui/.ddext-oauth /ui/.ddext-oauth'],
    ['COPY ./ui/package*.json /ui', 'ui', 'COPY ui/.ddext-oauth /ui/.ddext-oauth'],
    ['COPY ui/[p-q]ackage.json .', 'ui', 'COPY ui/.ddext-oauth .ddext-oauth'],
    ['COPY ui/pa[a\\-c]kage.json .', 'ui', 'COPY ui/.ddext-oauth .ddext-oauth'],
    ['COPY ui/package.jso? .', 'ui', 'COPY ui/.ddext-oauth .ddext-oauth'],
    ['COPY [^t-v]i/package.json .', 'ai', 'COPY ai/.ddext-oauth .ddext-oauth'],
    ['COPY ui(1)/package.json /ui/', 'ui(1)', 'COPY ui(1)/.ddext-oauth /ui/.ddext-oauth'],
    ['COPY ui(/package.json /ui/', 'ui(', 'COPY ui(/.ddext-oauth /ui/.ddext-oauth'],
    ['COPY ui[[]1]/package.json /ui/', 'ui[1]', 'COPY ui[[]1]/.ddext-oauth /ui/.ddext-oauth'],
    ['COPY ["the ui/package.json", "/ui/"]', 'the ui', 'COPY ["the ui/.ddext-oauth", "/ui/.ddext-oauth"]'],
  ])('are copied after %s', (copy, folder, expected) => {
    expect(withTarballs(copy, folder)).toBe(expected);
  });

  test.each([
    ['* matches no slash', 'COPY *.json .', 'ui'],
    ['? matches no slash', 'COPY ui?package.json .', 'ui'],
    ['a class is not a name', 'COPY ui[1]/package.json .', 'ui[1]'],
    ['a + is itself', 'COPY u+i/package.json .', 'uui'],
    ['Docker refuses the pattern', 'COPY ui[z-a]/package.json .', 'ui'],
    ['Docker refuses a class without an end', 'COPY ui[/package.json .', 'ui'],
  ])('are not copied where %s', (_reason, copy, folder) => {
    expect(withTarballs(copy, folder)).toBe('FROM alpine');
  });
});

describe('metadata.json', () => {
  test('keeps its formatting', () => {
    const given = '{\n    "icon": "i.svg",\n    "ui": { "dashboard-tab": { "title": "T" } }\n}\n';
    expect(withCompose('metadata.json', given, { composefile: 'vm/compose.yaml', socket: 's.sock' })).toBe(
      '{\n    "icon": "i.svg",\n    "ui": { "dashboard-tab": { "title": "T" } },\n    "vm": {\n        "composefile": "vm/compose.yaml",\n        "exposes": {\n            "socket": "s.sock"\n        }\n    }\n}\n',
    );
  });

  test('has a compose file in place of an image', () => {
    const given = '{ "vm": { "image": "a", "exposes": { "socket": "s.sock" } } }';
    const text = withCompose('metadata.json', given, { composefile: 'vm/c.yaml', socket: 's.sock' });
    expect(JSON.parse(text)).toEqual({ vm: { composefile: 'vm/c.yaml', exposes: { socket: 's.sock' } } });
  });

  test('that is not JSON cannot be changed, with the place', () => {
    expect(() => withCompose('ui/metadata.json', '{,}', { composefile: '', socket: '' })).toThrow(
      'ui/metadata.json:1:2 cannot be changed: ',
    );
  });
});

describe('a package.json', () => {
  test('gets a dependency in the order of its dependencies', () => {
    const given = '{\n  "dependencies": {\n    "@a/b": "1",\n    "react": "^17.0.2"\n  }\n}\n';
    expect(withDependencies('package.json', given, { '@ddext-oauth/auth': '^1.0.0' })).toBe(
      '{\n  "dependencies": {\n    "@a/b": "1",\n    "@ddext-oauth/auth": "^1.0.0",\n    "react": "^17.0.2"\n  }\n}\n',
    );
  });
});
