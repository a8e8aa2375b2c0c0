const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const PACKED = /^[\w-]{22}$/;

/** Returns the 22 characters that stand for the id of a VideoJob in the data of a button and in links. */
export function packId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** Returns the id that 22 characters stand for, or undefined if they stand for none. */
export function unpackId(text: string): string | undefined {
  if (!PACKED.test(text)) return undefined;
  const id = Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  // Several texts of this length hold the same bytes.
  return UUID.test(id) && packId(id) === text ? id : undefined;
}
