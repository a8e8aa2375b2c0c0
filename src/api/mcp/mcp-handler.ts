import { createMcpHandler, type McpHttpHandler, McpServer } from '@modelcontextprotocol/server';
import { toResult } from '#root/api/mcp/to-result.js';
import { type ToolRequest, tools } from '#root/api/mcp/tools.js';

/** Sends a request to the API itself. */
export type Ask = (request: Request) => Response | Promise<Response>;

const INSTRUCTIONS =
  'Makes personalised video greetings. Ask for the name and the occasion, offer words, show a preview, then order. ' +
  'Poll get_greeting every few seconds until it has ended.';

/** Creates the function that answers messages of the protocol. */
export function createHandler(ask: Ask): McpHttpHandler {
  // The tools never change, so there is nothing to subscribe to.
  return createMcpHandler(({ requestInfo }) => createServer(askAs(ask, requestInfo)), { maxSubscriptions: 0 });
}

/** Returns the function that asks the API with the key of the caller. */
function askAs(ask: Ask, caller: Request | undefined) {
  return ({ method, path, body, headers = {} }: ToolRequest) => {
    const authorization = caller?.headers.get('authorization') ?? undefined;
    const sent = {
      ...headers,
      ...(authorization === undefined ? {} : { Authorization: authorization }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return ask(new Request(new URL(path, caller?.url), { method, headers: sent, ...content }));
  };
}

function createServer(ask: ReturnType<typeof askAs>): McpServer {
  const server = new McpServer({ name: 'zdravitsa', version: '1' }, { instructions: INSTRUCTIONS });
  for (const { name, title, description, input, isReadOnly, request } of tools) {
    const annotations = { readOnlyHint: isReadOnly, openWorldHint: false };
    server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given) =>
      toResult(await ask(request(given))),
    );
  }
  return server;
}
