import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Problem } from '#root/api/problem.js';

/** Returns what a tool answers for an answer of the API: JSON, a picture, or an error with its code. */
export async function toResult(response: Response): Promise<CallToolResult> {
  if (!response.ok) return toError((await response.json()) as Problem, response.headers.get('retry-after'));
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('image/')) {
    const data = Buffer.from(await response.arrayBuffer()).toString('base64');
    return { content: [{ type: 'image', data, mimeType: type }] };
  }
  const body = (await response.json()) as Record<string, unknown>;
  return { content: [{ type: 'text', text: JSON.stringify(body) }], structuredContent: body };
}

function toError({ code, detail, errors }: Problem, retryAfter: string | null): CallToolResult {
  const wait = retryAfter === null ? '' : ` Try again in ${retryAfter} s.`;
  const facts = { code, detail, ...(errors === undefined ? {} : { errors }) };
  return { isError: true, content: [{ type: 'text', text: `${JSON.stringify(facts)}${wait}` }] };
}
