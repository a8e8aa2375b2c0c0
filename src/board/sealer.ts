import { randomBytes, scryptSync } from 'node:crypto';
import type { Login } from '#root/board/login.js';
import { createSealer, type Sealer } from '#root/process/sealer.js';

/**
 * Returns the sealer of texts for addresses. All boards with one login open each other's texts. Without a login only this
 * process opens its own, until it ends.
 */
export function sealerOf(login: Login | undefined): Sealer {
  return createSealer(
    login === undefined ? randomBytes(32) : scryptSync(login.password, `zdravitsa-sealer ${login.user}`, 32),
  );
}
