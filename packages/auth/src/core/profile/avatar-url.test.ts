import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeAvatarUrl } from './avatar-url.ts';

describe('safeAvatarUrl', () => {
  test.each([
    'https://avatars.githubusercontent.com/u/583231?v=4',
    'https://example.com:8443/ada.png',
    'https://xn--bcher-kva.example/ada.png',
  ])('keeps %s', (url) => {
    expect(safeAvatarUrl(url)).toBe(url);
  });

  test('returns the normalized URL, which is the validated one', () => {
    expect(safeAvatarUrl(' https:\\\\EXAMPLE.com\\a\tda.png')).toBe('https://example.com/ada.png');
  });

  test.each([
    ['plain http', 'http://example.com/ada.png'],
    ['a file', 'file://evil/share/x.png'],
    ['a UNC path', '\\\\evil\\share\\x.png'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:image/png;base64,AA=='],
    ['a blob', 'blob:https://example.com/1'],
    ['a relative URL', '/ada.png'],
    ['a URL without a scheme', '//example.com/ada.png'],
    ['credentials', 'https://ada:secret@example.com/ada.png'],
    ['a user name', 'https://ada@example.com/ada.png'],
    ['a URL that is too long', `https://example.com/${'a'.repeat(2048)}`],
    ['a URL that is too long after normalization', `https://example.com/${'"'.repeat(1000)}`],
    ['nothing', ''],
    ['no text', { href: 'https://example.com/ada.png' }],
  ])('rejects %s', (_what, url) => {
    expect(safeAvatarUrl(url)).toBeUndefined();
  });

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '１２７.0.0.1',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '8.8.8.8',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'ⓛocalhost',
    'router',
    'printer.local',
    'metadata.google.internal',
    'nas.home.arpa',
    'fritz.lan',
    'host.docker.internal',
    'host.docker.internal.',
  ])('rejects the host %s', (host) => {
    expect(safeAvatarUrl(`https://${host}/shutdown`)).toBeUndefined();
    expect(safeAvatarUrl(`https://${host}:9200/shutdown`)).toBeUndefined();
  });

  test('returns undefined or an https URL with a public host and no credentials for any input', () => {
    const anyText = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
      fc.ipV4Extended(),
    );
    const given = fc.tuple(fc.constantFrom('', 'https://', 'https:', 'https:\\\\', 'https://a@'), anyText);
    fc.assert(
      fc.property(given, ([beginning, rest]) => {
        const url = safeAvatarUrl(`${beginning}${rest}`);
        if (url === undefined) return;
        const { protocol, username, password, hostname } = new URL(url);
        expect([protocol, username, password]).toEqual(['https:', '', '']);
        expect(hostname).toMatch(/^(?!\[)(?!\d+\.\d+\.\d+\.\d+$).+\..+$/);
      }),
      { numRuns: 5000 },
    );
  });
});
