/**
 * Replaces iconv-lite in the bundle. Express uses it to read text in other encodings, and the socket API takes JSON in UTF-8 only
 * (RFC 8259 section 8.1). Its tables are 490 kB, and are loaded at the first request.
 */

/** Whether text in this encoding can be read: body-parser rejects all others with status 415. */
export function encodingExists(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

/** Decodes bytes as they arrive. */
export function getDecoder(): { write(bytes: Buffer): string; end(): string } {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
  return {
    write: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

/** Decodes all bytes at once. */
export function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8').decode(bytes);
}
