import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';

/** The part of mime-types that Express uses. */
interface MimeTypes {
  lookup(extension: string): string | false;
  charset(type: string): string | false;
}

const { resolve } = createRequire(import.meta.url);
const mimeTypes = createRequire(resolve('express'))('mime-types') as MimeTypes;
const types = Object.entries<{ extensions: string[]; charset?: string }>(
  JSON.parse(readFileSync(new URL('mime-db.json', import.meta.url), 'utf8')),
);

test.each(types)('the bundle has the extensions and the charset of %s', (type, { extensions, charset }) => {
  for (const extension of extensions) expect(mimeTypes.lookup(extension)).toBe(type);
  // The default for text is part of mime-types.
  expect(mimeTypes.charset(type)).toBe(charset ?? (type.startsWith('text/') && 'UTF-8'));
});
