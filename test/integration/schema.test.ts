import { readFile } from 'node:fs/promises';
import { getDMMF } from '@prisma/get-dmmf';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../helpers/services.js';

/** PostgreSQL's name of each type that the schema uses. */
const types: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  Boolean: 'bool',
  Json: 'jsonb',
  DateTime: 'timestamptz',
};

const client = { current: undefined as unknown as Client };
const datamodel = await readFile('prisma/schema.prisma', 'utf8');
const parsed = getDMMF({ datamodel });
if (!('datamodel' in parsed)) throw parsed;
const dmmf = parsed.datamodel;

beforeAll(async () => {
  client.current = new Client({ connectionString: await freshDatabase() });
  await client.current.connect();
});

afterAll(() => client.current.end());

describe('the migrated database matches the schema', () => {
  test.each(dmmf.models.map((model) => [model.name, model] as const))('columns of %s', async (name, model) => {
    const { rows } = await client.current.query(
      `SELECT column_name AS name, udt_name AS type, is_nullable = 'NO' AS required,
              (column_default IS NOT NULL OR is_identity = 'YES') AS "hasDefault", datetime_precision AS precision
       FROM information_schema.columns WHERE table_name = $1 ORDER BY column_name::text COLLATE "C"`,
      [name],
    );
    const ofColumns = model.fields.filter(({ kind }) => kind !== 'object');
    const wanted = ofColumns.map((field) => ({
      name: field.name,
      type: (field.isList ? '_' : '') + (types[field.type] ?? field.type),
      required: field.isRequired,
      // Columns that Prisma fills itself (an id, the time of an update) have no default in the database.
      hasDefault:
        field.default !== undefined &&
        !(typeof field.default === 'object' && 'name' in field.default && field.default.name.startsWith('uuid')),
      precision: field.type === 'DateTime' ? Number(field.nativeType?.[1]?.[0]) : null,
    }));
    expect(rows).toEqual(wanted.sort((a, b) => (a.name < b.name ? -1 : 1)));
  });

  // Except those on expressions, which the schema cannot declare.
  test('indexes, unique ones and primary keys', async () => {
    const { rows } = await client.current.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
       AND indexdef NOT LIKE '%USING gin%'`,
    );
    const found = rows.map(({ indexdef }) => {
      const [, unique = '', table, columns] =
        /^CREATE (UNIQUE )?INDEX \S+ ON public\."?(\w+)"? USING btree \((.*)\)$/.exec(indexdef) ?? [];
      return `${table} ${unique ? 'unique' : 'index'} ${columns?.replaceAll('"', '')}`;
    });
    const declared = (dmmf.indexes ?? []).map(({ model, type, fields }) => {
      return `${model} ${type === 'normal' ? 'index' : 'unique'} ${fields.map(({ name }) => name).join(', ')}`;
    });
    const unique = dmmf.models.flatMap(({ name, fields }) =>
      fields.filter(({ isUnique }) => isUnique).map((field) => `${name} unique ${field.name}`),
    );
    expect(new Set(found)).toEqual(new Set([...declared, ...unique]));
  });

  test('enums', async () => {
    const { rows } = await client.current.query<{ name: string; values: string[] }>(
      `SELECT typname AS name, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
       FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY 1`,
    );
    const wanted = dmmf.enums.map(({ name, values }) => ({ name, values: values.map((value) => value.name) }));
    expect(new Set(rows)).toEqual(new Set(wanted));
  });
});
