import { pick } from '../chaos/random.js';
import { type Document, type JsonSchema, type Operation, operationsOf, resolve } from './operations.js';

/** A request that nobody would think of. */
export interface FuzzedRequest {
  /** Method and path of the route, as the description names it. */
  route: string;
  operation: Operation;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const STRINGS = [
  ...['Anna', 'Анна', 'birthday', 'none', 'ru-female', 'en-male', 'С днём рождения, {{to}}!', 'Be happy. '.repeat(60)],
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udc00x', '\r\nSet-Cookie: a=b', '🎂', '\u202eanna', 'a\u0301'.repeat(50)],
  ...[
    '../../etc/passwd',
    "'; DROP TABLE x; --",
    '<script>alert(1)</script>',
    '{{to:dative}}',
    '%s%n',
    '=1+1',
    '__proto__',
  ],
  ...['9'.repeat(30), '-1', '1e999', 'null', 'x'.repeat(12_000)],
];
const NUMBERS = [0, 1, 2, -1, 0.5, 20, 101, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308];
const OTHERS: readonly unknown[] = [null, true, [], {}, [[[]]], { constructor: 1 }, ...NUMBERS, ...STRINGS];
const URLS = ['https://hooks.example/x', 'http://127.0.0.1:9/', 'ftp://x', 'https://', 'javascript:alert(1)'];
const DATES = ['2026-11-27T10:00:00Z', '0000-00-00T00:00:00Z', '+275760-09-13T00:00:00.000Z', 'now'];
const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"to":"\\u0000"}',
  '\0',
  'to,text\nAnna,"Hi',
  'to\n\n\n',
  '\ufeffto\nAnna',
];
const TYPES = ['text/plain', 'multipart/form-data', 'application/xml', '', 'application/json; charset=utf-16'];
const MAX_DEPTH = 4;

/**
 * Returns a function that makes requests from the description of an API: mostly valid ones, with a few things wrong.
 * @param ids of objects that exist. The caller adds what the answers name
 */
export function createFuzzer(document: Document, random: () => number, ids: string[]): () => FuzzedRequest {
  const operations = operationsOf(document);
  const chance = (share: number) => random() < share;

  function stringFor({ format }: JsonSchema): string {
    if (format === 'uuid') return chance(0.8) && ids.length > 0 ? pick(random, ids) : crypto.randomUUID();
    if (format === 'uri') return pick(random, URLS);
    if (format === 'date-time') return pick(random, DATES);
    return pick(random, STRINGS);
  }

  function valueFor(given: JsonSchema, depth = 0): unknown {
    const schema = resolve(document, given);
    if (chance(0.03)) return pick(random, OTHERS);
    if (schema.enum !== undefined) return pick(random, schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) return valueFor(pick(random, choices), depth);
    if (schema.example !== undefined && chance(0.6)) return schema.example;
    const type = Array.isArray(schema.type) ? pick(random, schema.type) : schema.type;
    if (type === 'string') return stringFor(schema);
    if (type === 'integer' || type === 'number') return pick(random, NUMBERS);
    if (type === 'boolean') return chance(0.5);
    if (type === 'null') return null;
    if (type === 'array' && depth < MAX_DEPTH) {
      const length = Math.floor(random() * 4) + (chance(0.03) ? 600 : 0);
      return Array.from({ length }, () => valueFor(schema.items ?? {}, depth + 1));
    }
    if (type === 'object' && depth < MAX_DEPTH) return objectFor(schema, depth);
    return pick(random, OTHERS);
  }

  function objectFor({ properties = {}, required = [] }: JsonSchema, depth: number): object {
    const names = Object.keys(properties).filter((name) => chance(required.includes(name) ? 0.97 : 0.15));
    const extra = chance(0.05) || names.length === 0 ? [[pick(random, STRINGS), pick(random, OTHERS)]] : [];
    return Object.fromEntries([...names.map((name) => [name, valueFor(properties[name] ?? {}, depth + 1)]), ...extra]);
  }

  const textFor = (schema: JsonSchema) => {
    const value = valueFor(schema);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };

  function bodyOf({ requestBody }: Operation): Pick<FuzzedRequest, 'body' | 'headers'> {
    if (requestBody === undefined) return { headers: {} };
    const [type, { schema }] = pick(random, Object.entries(requestBody.content));
    const isJson = type === 'application/json';
    return {
      headers: { 'Content-Type': chance(0.05) ? pick(random, TYPES) : type },
      body: isJson && chance(0.92) ? JSON.stringify(valueFor(schema)) : pick(random, BODIES),
    };
  }

  return () => {
    const { name, method, path, operation } = pick(random, operations);
    const parameters = (operation.parameters ?? []).map((parameter) => ({
      ...parameter,
      text: textFor(parameter.schema),
    }));
    const taken = parameters.filter((parameter) => parameter.required || chance(0.4));
    const query = taken.filter((parameter) => parameter.in === 'query');
    const named = taken.filter((parameter) => parameter.in === 'header');
    const { headers, body } = bodyOf(operation);
    const filled = path.replace(/\{(\w+)\}/g, (_, id) => {
      const { text = '' } = parameters.find((each) => each.name === id) ?? {};
      return encodeURIComponent(Buffer.from(text || '%').toString());
    });
    const search = new URLSearchParams(query.map((parameter): [string, string] => [parameter.name, parameter.text]));
    return {
      route: name,
      operation,
      method,
      path: `${filled}?${search}`,
      headers: {
        ...headers,
        ...Object.fromEntries(named.map((parameter) => [parameter.name, toHeader(parameter.text)])),
      },
      ...(body === undefined ? {} : { body }),
    };
  };
}

/** Returns what a client can send as the value of a header. */
function toHeader(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '~').slice(0, 4_000);
}
