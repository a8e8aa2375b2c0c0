import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { Login } from '#root/board/login.js';

export interface Sealer {
  /** Returns a text for an address, which only a board with the same login can open. */
  seal(text: string): string;
  /** Returns the sealed text, or undefined if this board cannot open it. */
  open(sealed: string): string | undefined;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Creates a sealer. All boards with one login open each other's texts. Without a login only this process opens its own,
 * until it ends.
 */
export function createSealer(login: Login | undefined): Sealer {
  const key = login === undefined ? randomBytes(32) : scryptSync(login.password, `zdravitsa-sealer ${login.user}`, 32);
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const content = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([content, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
