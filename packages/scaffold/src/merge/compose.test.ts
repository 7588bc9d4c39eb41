import { describe, expect, test } from '@jest/globals';
import { merged } from '../testing/merged.ts';

describe('compose.yaml', () => {
  const compose = (environment: string, rest = '') =>
    `services:\n  backend:\n    image: a\n    volumes:\n      - data:/data\n    environment:\n${environment}${rest}\nvolumes:\n  data: {}\n`;
  const before = compose('      OIDC_ISSUER: ""\n');
  const after = compose('      OIDC_ISSUER: ""\n      GITHUB_CLIENT_ID: ""\n');
  const merge = (edit: (text: string) => string, from = before, to = after) =>
    merged('compose.yaml', edit(from), from, to);

  test.each([
    [
      'a merge key',
      (text: string) =>
        text
          .replace('environment:\n', 'environment:\n      <<: *env\n')
          .replace('services', 'x-env: &env\n  A: 1\n\nservices'),
    ],
    ['a renamed service', (text: string) => text.replace('  backend:', '  api:')],
    [
      'aligned values and comments',
      (text: string) => text.replace('image: a', 'image:   a      # pinned\n\n\n    labels: {A: 1,B: "2"}'),
    ],
    ['4 spaces and CRLF', (text: string) => text.replaceAll('  ', '    ').replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('keeps every other character with %s', (_, edit) => {
    const current = edit(before);
    const indentation = current.includes('            OIDC') ? '            ' : '      ';
    const ending = current.includes('\r') ? '\r\n' : '\n';
    const line = `${indentation}GITHUB_CLIENT_ID: ""${ending}`;
    const at = current.indexOf(ending, current.indexOf('OIDC_ISSUER')) + ending.length;
    const added = merge(edit);
    expect(added).toBe(current.slice(0, at) + line + current.slice(at));
    expect(merged('compose.yaml', String(added), after, before)).toBe(current);
  });

  test('adds to a flow map', () => {
    const edit = (text: string) => text.replace(/environment:\n.*\n/, 'environment: { OIDC_ISSUER: "" }\n');
    expect(merge(edit)).toContain('environment: { OIDC_ISSUER: "", GITHUB_CLIENT_ID: "" }\n');
  });

  test('replaces the generated comment above a member, and keeps one that the user wrote', () => {
    const ports = before.replace(
      '    volumes:',
      '    # Published.\n    ports:\n      - 127.0.0.1:1:1\n    volumes:',
    );
    const none = before.replace('    volumes:', '    # No port.\n    volumes:');
    const mine = (text: string) => text.replace('    environment:', '    # Mine.\n    environment:');
    expect(merge(mine, ports, none)).toBe(mine(none));
    expect(merge(mine, none, ports)).toBe(mine(ports));
    const other = ports.replaceAll('1:1:1', '1:2:2');
    const inside = (text: string) => text.replace('1:1:1', '1:1:1 # why');
    expect(merge(inside, ports, other)).toBe(other.replace('1:2:2', '1:2:2 # why'));
  });
});
