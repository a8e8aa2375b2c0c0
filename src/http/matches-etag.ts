/**
 * Tells whether the client has this version already: whether `If-None-Match` lists it. A proxy that compresses makes the
 * tag weak, which does not matter here (RFC 9110, 13.1.2).
 * @param header value of `If-None-Match`
 */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
