import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../chaos/random.js';
import { startTestApi } from '../helpers/api.js';
import { createFuzzer, type FuzzedRequest } from '../helpers/fuzz.js';
import type { Document } from '../helpers/operations.js';

// FUZZ=2000 FUZZ_SEED=7 npx vitest run test/integration/api-fuzz.test.ts
const COUNT = Number(process.env.FUZZ ?? 150);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

test(`${COUNT} requests made from the description get answers that it describes`, async () => {
  const api = await startTestApi();
  onTestFinished(() => api.close());
  const { token } = await api.createKey({ rate: 1_000_000, openMax: 1_000_000 });
  const document: Document = (await api.ask('GET /v1/openapi.json')).body;
  const assertDescribed = createChecker(document);
  const ids: string[] = [];
  const next = createFuzzer(document, createRandom(SEED), ids);
  const wrong: string[] = [];
  for (let count = 0; count < COUNT; count += 1) {
    const request = next();
    const { method, path, headers, body } = request;
    const response = await fetch(api.url + path, {
      method,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const answer = isJson ? JSON.parse(await response.text()) : await response.body?.cancel();
    if (typeof answer?.id === 'string') ids.push(answer.id);
    const fault = assertDescribed(request, response, answer);
    if (fault !== undefined)
      wrong.push(`${fault}: ${JSON.stringify({ ...request, operation: undefined })}`.slice(0, 600));
  }
  expect(wrong).toEqual([]);
});

/** Returns a function that says what is wrong with an answer, or undefined. */
function createChecker(document: Document) {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

  return ({ route, operation }: FuzzedRequest, response: Response, answer: unknown): string | undefined => {
    const { status } = response;
    const isRouteUnknown = (answer as { code?: string } | undefined)?.code === 'ROUTE_UNKNOWN';
    const described = operation.responses[status];
    // The HTTP parser's answer to a longer request line than it takes.
    if (status === 431) return undefined;
    if (status === 500 || (described === undefined && !isRouteUnknown)) return `${status} ${JSON.stringify(answer)}`;
    const [type] = (response.headers.get('content-type') ?? '').split(';');
    if (answer === undefined || type === undefined || described?.content === undefined) return undefined;
    if (described.content[type] === undefined) return `${status} is of type ${type}`;
    const [method = '', path = ''] = route.split(' ');
    const parts = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
    const pointer = parts.map((part) => encodeURIComponent(escaped(part))).join('/');
    const validate = ajv.getSchema(`api#/${pointer}`) ?? ajv.compile({ $ref: `api#/${pointer}` });
    return validate(answer) ? undefined : `${status} ${ajv.errorsText(validate.errors)}`;
  };
}
