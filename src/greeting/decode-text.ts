/**
 * Returns the text of a file in UTF-8, UTF-16 with its mark, or else Windows-1251. Excel writes CSV in the code page of the
 * system, and "Unicode text" in UTF-16.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
