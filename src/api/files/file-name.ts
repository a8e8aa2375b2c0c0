import anyAscii from 'any-ascii';
import { safeName } from '#root/api/safe-name.js';

const LONGEST = 60;

/**
 * Returns the header that names a file after a person: RFC 6266, with the name in UTF-8 as RFC 5987 writes it. Nothing of the
 * name reaches the header but letters, digits and percent signs.
 * @param isAttachment whether a browser saves the file instead of showing it
 */
export function contentDisposition(
  name: string,
  extension: string,
  { isAttachment }: { isAttachment: boolean },
): string {
  const safe = shortened(name);
  const plain = shortened(anyAscii(safe).replace(/[^\w .-]/g, ''));
  const kind = isAttachment ? 'attachment' : 'inline';
  return `${kind}; filename="${plain}.${extension}"; filename*=UTF-8''${encoded(`${safe}.${extension}`)}`;
}

function shortened(name: string): string {
  return safeName(Array.from(safeName(name)).slice(0, LONGEST).join('')) || 'greeting';
}

/** encodeURIComponent leaves some signs as they are that RFC 5987 wants encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
