import type { Document, JsonSchema } from './operations.js';

/** Returns TypeScript types of all schemas that a description of an API names. */
export function typesOf({ components: { schemas } }: Document): string {
  const members = Object.entries(schemas)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => `  ${name}: ${typeOf(schema, '  ')};\n`);
  return `// Made from the description of the API: npx vitest run test/integration/api-client.test.ts -u\n\nexport interface Schemas {\n${members.join('')}}\n`;
}

function typeOf(schema: JsonSchema, indent: string): string {
  if (schema.$ref !== undefined) return `Schemas['${schema.$ref.split('/').at(-1)}']`;
  if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map((each) => typeOf(each, indent)));
  return union([schema.type ?? 'unknown'].flat().map((type) => plainTypeOf(type, schema, indent)));
}

function plainTypeOf(type: string, { items = {}, properties, required = [], ...schema }: JsonSchema, indent: string) {
  if (type === 'integer') return 'number';
  if (type === 'array') return `(${typeOf(items, indent)})[]`;
  if (type !== 'object') return type;
  if (properties === undefined)
    return `Record<string, ${schema.additionalProperties ? typeOf(schema.additionalProperties, indent) : 'unknown'}>`;
  const deeper = `${indent}  `;
  const members = Object.entries(properties).map(([name, each]) => {
    const mark = required.includes(name) ? '' : '?';
    const comment = each.description === undefined ? '' : `${deeper}/** ${each.description} */\n`;
    return `${comment}${deeper}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${mark}: ${typeOf(each, deeper)};\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

function union(types: string[]): string {
  return [...new Set(types)].join(' | ');
}
