// A page and the API read the same lists, so both use this: it is sent to the browser as it is.

/**
 * Returns the text of a file in UTF-8, UTF-16 with its mark, or else Windows-1251. Excel writes CSV in the code page of the
 * system, and "Unicode text" in UTF-16.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function decodeBytes(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
