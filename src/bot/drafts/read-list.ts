import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from 'grammy/types';
import type { MessageContext } from '#root/bot/context.js';
import { downloadFile } from '#root/bot/download.js';
import type { Given } from '#root/bot/drafts/given.js';
import { namesOfList, namesOfOrders } from '#root/bot/drafts/names-in.js';
import { readListFile } from '#root/bot/understanding/name-file.js';
import { batch } from '#root/bot/understanding/readers/several.js';
import { templates } from '#root/montage/templates/index.js';

// Fifty people with words of their own are at most a quarter of it.
const MAX_BYTES = 1_000_000;
// Windows reports CSV as a table of Excel.
const TYPES = /^text\/(?:plain|csv|comma-separated-values)$|^application\/csv$/;
const NAMES = /\.(?:txt|csv)$/i;

/**
 * Returns what a message gives that has a list of people as a text or CSV file, or undefined if it has none. Its caption
 * has the words for all of them. Throws UnavailableError if the file cannot be downloaded now.
 */
export async function readList(context: MessageContext, given: Given): Promise<Given | undefined> {
  const { document } = context.msg;
  if (document === undefined || !isList(document)) return undefined;
  const list = readListFile(await context.outside.during(() => download(context, document)), templates);
  const { words = '' } = given;
  return {
    ...given,
    words,
    meaning: batch([], words, templates),
    names: 'orders' in list ? namesOfOrders(list.orders) : namesOfList(list.names),
  };
}

function isList({ mime_type = '', file_name = '', file_size = 0 }: Document): boolean {
  return (TYPES.test(mime_type) || NAMES.test(file_name)) && file_size <= MAX_BYTES;
}

async function download({ api, server, services }: MessageContext, { file_id: fileId }: Document): Promise<Uint8Array> {
  const dir = await mkdtemp(join(await services.workDir(), 'list-'));
  try {
    const path = join(dir, 'list');
    await downloadFile(api, { fileId }, { server, path });
    return await readFile(path);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
