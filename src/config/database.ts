import { z } from 'zod';

export const databaseVariables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .refine(isDecodable, 'has a % that begins no character code; a % itself is written %25'),
};

/** Returns the password in the URL of a database, or undefined if it has none. */
export function passwordOf(databaseUrl: string): string | undefined {
  const { password } = new URL(databaseUrl);
  return password === '' ? undefined : decodeURIComponent(password);
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
