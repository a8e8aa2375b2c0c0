import { decodeBytes } from './decode-bytes.js';

const EXCEL_SEPARATOR = /^"?sep=[^\r\n]"?(?:\r\n|\r|\n)/i;

/**
 * Returns the text of a file. A first line `sep=;`, which tells Excel what divides the cells, is left out.
 * @param charset encoding, if it is known, as TextDecoder names it
 */
export function decodeText(bytes: Uint8Array, charset?: string): string {
  const text = charset === undefined ? decodeBytes(bytes) : new TextDecoder(charset).decode(bytes);
  return text.replace(EXCEL_SEPARATOR, '');
}
