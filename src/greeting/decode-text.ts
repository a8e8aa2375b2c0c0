const EXCEL_SEPARATOR = /^"?sep=[^\r\n]"?(?:\r\n|\r|\n)/i;

/**
 * Returns the text of a file in UTF-8, UTF-16 with its mark, or else Windows-1251. Excel writes CSV in the code page of the
 * system, and "Unicode text" in UTF-16. A first line `sep=;`, which tells Excel what divides the cells, is left out.
 * @param charset encoding, if it is known, as TextDecoder names it
 */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  const text = charset === undefined ? decode(bytes) : new TextDecoder(charset).decode(bytes);
  return text.replace(EXCEL_SEPARATOR, '');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
