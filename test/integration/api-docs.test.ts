import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { recordProblems, startBrowser } from '../helpers/browser.js';
import { type Document, operationsOf } from '../helpers/operations.js';

let api: TestApi;
let document: Document & { tags: { name: string }[] };

beforeAll(async () => {
  api = await startTestApi();
  document = (await api.ask('GET /v1/openapi.json', { token: null })).body;
});

afterAll(() => api.close());

describe('the description of the API', () => {
  test('is valid OpenAPI', async () => {
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  test('names and explains every operation, each by a name of its own, with an example of what it takes', async () => {
    const operations = operationsOf(document);
    expect(operations.length).toBeGreaterThan(5);
    const known = document.tags.map(({ name }) => name);
    for (const { name, operation, body } of operations) {
      expect(operation, name).toMatchObject({ operationId: expect.any(String), summary: expect.any(String) });
      expect(operation.tags?.length, name).toBe(1);
      expect(known, name).toContain(operation.tags?.[0]);
      if (body !== undefined) expect(body.example ?? body.examples, name).toBeDefined();
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has only examples that match their schemas', async () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: false });
    formats.default(ajv);
    ajv.addSchema(document, 'api');
    const wrong: string[] = [];
    let count = 0;
    const look = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return;
      const { example } = part as { example?: unknown };
      if (example !== undefined) {
        count += 1;
        if (!ajv.validate({ $ref: `api#${path}` }, example)) wrong.push(`${path} ${ajv.errorsText()}`);
      }
      for (const [key, value] of Object.entries(part)) {
        if (key !== 'example')
          look(value, `${path}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`);
      }
    };
    look(document.components.schemas, '/components/schemas');
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(20);
  });

  test('is sent again only if it has changed', async () => {
    const { headers } = await api.ask('GET /v1/openapi.json');
    const again = { headers: { 'If-None-Match': headers.get('etag') ?? '' } };
    expect((await api.ask('GET /v1/openapi.json', again)).status).toBe(304);
    expect((await api.ask('GET /docs/swagger-ui.css', again)).status).toBe(200);
  });

  test('is readable in a browser, which asks no other host', async () => {
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      const problems = { errors: [], foreignRequests: [] };
      recordProblems(page, api.url, problems);
      await page.goto(`${api.url}/docs`);
      await page.getByText('Order a greeting', { exact: true }).first().click();
      await page.getByText('Happy birthday! Be happy.').first().waitFor();
      expect(problems).toEqual({ errors: [], foreignRequests: [] });
    } finally {
      await browser.close();
    }
  });
});
