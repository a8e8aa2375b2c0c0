import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';

/** The parameters of a call and its uploaded files. */
export interface BotApiParameters {
  fields: Record<string, unknown>;
  files: Map<string, Buffer>;
}

/** Reads the body of a call: JSON, or multipart with `attach://` references. */
export async function readParameters(request: IncomingMessage): Promise<BotApiParameters> {
  if (request.headers['content-type']?.startsWith('multipart/form-data')) return readMultipart(request);
  const body = await buffer(request);
  return { fields: body.length === 0 ? {} : JSON.parse(body.toString('utf8')), files: new Map() };
}

async function readMultipart(request: IncomingMessage): Promise<BotApiParameters> {
  const parser = new Busboy({ headers: request.headers as BusboyHeaders });
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Buffer>();
  const reading: Promise<void>[] = [];
  parser.on('field', (name, value) => {
    fields[name] = parseField(value);
  });
  parser.on('file', (name, stream) => {
    reading.push(buffer(stream).then((content) => void files.set(name, content)));
  });
  await new Promise((resolve, reject) => {
    parser.once('finish', resolve);
    parser.once('error', reject);
    request.once('error', reject);
    request.once('aborted', () => reject(new Error('The client ended the connection')));
    request.pipe(parser);
  });
  await Promise.all(reading);
  return { fields, files };
}

/** Parses a field of a multipart body, in which objects are JSON text. */
function parseField(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
