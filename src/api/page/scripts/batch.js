// Many greetings from a list: it is checked first, and then ordered as it was checked.
import { ask, Problem, save } from './client.js';
import { acceptDrops, announce, byId, pause, show, text } from './dom.js';

const POLL_MS = 1_500;
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
  byId('csv').value = (await file.text()).replace(/^\uFEFF/, '');
  forget();
  byId('csv').focus();
}

/** A changed list must be checked again. */
function forget() {
  byId('make-all').disabled = true;
  byId('checked').textContent = '';
  byId('batch-error').textContent = '';
  show(byId('faults'), false);
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
  showFaults(report.rejected ?? []);
  byId('make-all').disabled = report.accepted === 0;
}

function showFaults(rejected) {
  byId('fault-rows').replaceChildren(
    ...rejected.map(({ row, field, code, detail }) => {
      const cells = [row, field, text(`error-${code}`) ?? detail ?? code];
      const line = document.createElement('tr');
      line.append(
        ...cells.map((content) => {
          const cell = document.createElement('td');
          cell.textContent = content ?? '';
          return cell;
        }),
      );
      return line;
    }),
  );
  show(byId('faults'), rejected.length > 0);
}

async function order() {
  byId('make-all').disabled = true;
  const batch = await (await ask('POST /v1/batches', { body: checked, headers: HEADERS })).json();
  batchId = batch.id;
  showFaults(batch.rejected ?? []);
  for (const id of ['results', 'videos']) show(byId(id), false);
  for (const id of ['batch-result', 'batch-progress', 'batch-cancel']) show(byId(id));
  byId('batch-result').focus();
  await followBatch(batch.id, batch.accepted);
}

/** Shows the counts until all greetings of the batch have ended. */
async function followBatch(id, total) {
  while (id === batchId) {
    const batch = await (await ask(`GET /v1/batches/${id}`)).json();
    const counts = Object.fromEntries(
      Object.entries(batch.counts ?? batch).map(([name, n]) => [name.toUpperCase(), n]),
    );
    const { COMPLETED: done = 0, FAILED: failed = 0, CANCELLED: cancelled = 0 } = counts;
    const hasEnded = done + failed + cancelled >= total;
    const lost = failed + cancelled;
    const parts = [text(hasEnded ? 'batch-ended' : 'batch-made', { done, total })];
    if (lost > 0) parts.push(text('batch-failed-count', { count: lost }));
    const said = parts.join(' ');
    if (byId('batch-counts').textContent !== said) byId('batch-counts').textContent = said;
    byId('batch-progress').value = total === 0 ? 1 : (done + lost) / total;
    if (hasEnded) {
      for (const name of ['batch-progress', 'batch-cancel']) show(byId(name), false);
      show(byId('results'));
      show(byId('videos'), done > 0);
      announce(said);
      return;
    }
    await pause(POLL_MS);
  }
}
