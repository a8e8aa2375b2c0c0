/** Returns where the page of a greeting is, after the address of the API. */
export function giftPath(token: string): string {
  return `/g/${token}`;
}
