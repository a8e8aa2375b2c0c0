import { z } from 'zod';

export const databaseVariables = {
  DATABASE_URL: z
    // The refinements read the parts of the URL.
    .url({ protocol: /^postgres(ql)?$/, abort: true })
    .refine(isDecodable, 'has a % that begins no character code; a % itself is written %25')
    .refine(isOfPublic, "names a schema: the tables are in the schema public, so take a database of the project's own"),
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

/** Prisma's own parameter for the schema, which the driver would silently ignore. */
function isOfPublic(url: string): boolean {
  return (new URL(url).searchParams.get('schema') ?? 'public') === 'public';
}
