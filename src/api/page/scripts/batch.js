// Many greetings from a list: it is checked first, and then ordered as it was checked.
import { decodeBytes } from '../../../greeting/decode-bytes.js';
import { ask, newKey, Problem, save } from './client.js';
import { acceptDrops, byId, pause, show, text } from './dom.js';

const POLL_MS = 1_500;
// Enough to see whether the names are in the right form.
const MOST_SHOWN = 20;
const HEADERS = { 'Content-Type': 'text/csv; charset=utf-8' };

let checked = '';
let batchId;

export function startBatch() {
  const sample = `to,text\n${text('sample-rows')}\n`;
  // Spreadsheets take the file for UTF-8 by its first character.
  byId('batch-template').href = URL.createObjectURL(new Blob([`\uFEFF${sample}`], { type: 'text/csv' }));
  byId('csv').placeholder = sample;
  acceptDrops(byId('drop-list'), read);
  byId('list-file').addEventListener('change', ({ target }) => {
    read([...target.files]);
    target.value = '';
  });
  byId('csv').addEventListener('input', forget);
  byId('batch').addEventListener('submit', (event) => {
    event.preventDefault();
    guarded(check);
  });
  byId('make-all').addEventListener('click', () => guarded(order));
  byId('batch-cancel').addEventListener('click', () => guarded(() => ask(`POST /v1/batches/${batchId}/cancel`)));
  byId('results').addEventListener('click', () =>
    guarded(() => save(`/v1/batches/${batchId}/results.csv`, 'results.csv')),
  );
  byId('videos').addEventListener('click', () =>
    guarded(() => save(`/v1/batches/${batchId}/videos.zip`, 'videos.zip')),
  );
}

async function read([file]) {
  if (file === undefined) return;
  byId('csv').value = decodeBytes(new Uint8Array(await file.arrayBuffer()));
  forget();
  byId('csv').focus();
}

/** A changed list must be checked again. */
function forget() {
  byId('make-all').disabled = true;
  byId('checked').textContent = '';
  byId('batch-error').textContent = '';
  for (const id of ['faults', 'forms']) show(byId(id), false);
}

async function guarded(work) {
  byId('batch-error').textContent = '';
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId('batch-error').textContent = error.message;
  }
}

async function check() {
  const csv = byId('csv').value;
  const report = await (await ask('POST /v1/batches?dryRun=true', { body: csv, headers: HEADERS })).json();
  checked = csv;
  byId('checked').textContent = text('batch-checked', report);
  showRows('fault', report.rejected, ({ row, field, ...fault }) => [row, field, wordsOf(fault)]);
  showRows('form', report.rows.slice(0, MOST_SHOWN), ({ row, to, text: words }) => [row, to, words]);
  byId('make-all').disabled = report.accepted === 0;
}

/** Returns what is wrong with a row. The detail quotes the placeholder that cannot be filled in. */
function wordsOf({ code, detail }) {
  const [placeholder = ''] = /\{\{.*\}\}/.exec(detail) ?? [];
  return text(`error-${code}`, { detail: placeholder }) ?? detail;
}

/** Shows a table with a line for each row. @param name `fault` or `form` */
function showRows(name, rows, cellsOf) {
  const lines = rows.map((row) => {
    const line = document.createElement('tr');
    for (const content of cellsOf(row)) line.insertCell().textContent = content;
    return line;
  });
  byId(`${name}-rows`).replaceChildren(...lines);
  show(byId(`${name}s`), rows.length > 0);
}

async function order() {
  byId('make-all').disabled = true;
  const headers = { ...HEADERS, 'Idempotency-Key': newKey() };
  const batch = await (await ask('POST /v1/batches', { body: checked, headers })).json();
  batchId = batch.id;
  for (const id of ['results', 'videos']) show(byId(id), false);
  for (const id of ['batch-result', 'batch-progress', 'batch-cancel']) show(byId(id));
  byId('batch-result').focus();
  await followBatch(batch.id, batch.accepted);
}

/** Shows the counts until all greetings of the batch have ended. */
async function followBatch(id, total) {
  while (id === batchId) {
    const counts = await readCounts(id);
    if (counts !== undefined && showCounts(counts, total)) return;
    await pause(POLL_MS);
  }
}

/** Returns undefined if the server does not answer now: the videos are made nevertheless. */
async function readCounts(id) {
  try {
    return (await (await ask(`GET /v1/batches/${id}`)).json()).counts;
  } catch (error) {
    if (error instanceof Problem && [0, 429, 503].includes(error.status)) return undefined;
    throw error;
  }
}

/** Returns whether all have ended. */
function showCounts({ COMPLETED: done = 0, FAILED: failed = 0, CANCELLED: cancelled = 0 }, total) {
  const lost = failed + cancelled;
  const hasEnded = done + lost >= total;
  const counted = text(hasEnded ? 'batch-ended' : 'batch-made', { done, total });
  const said = lost === 0 ? counted : `${counted} ${text('batch-failed-count', { count: lost })}`;
  if (byId('batch-counts').textContent !== said) byId('batch-counts').textContent = said;
  byId('batch-progress').value = (done + lost) / total;
  for (const name of ['batch-progress', 'batch-cancel']) show(byId(name), !hasEnded);
  show(byId('results'), hasEnded);
  show(byId('videos'), hasEnded && done > 0);
  return hasEnded;
}
