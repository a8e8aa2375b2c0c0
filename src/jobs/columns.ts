import { Prisma } from '#root/db/generated/client.js';

/**
 * Names of all columns of the table, for plain SQL. A prepared statement with `*` fails as soon as a migration adds a
 * column.
 */
export const columns = Object.values(Prisma.VideoJobScalarFieldEnum)
  .map((name) => `"${name}"`)
  .join(', ');
