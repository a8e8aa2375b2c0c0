// The form of one greeting: its preview, and its order.
import { ask, newKey, Problem } from './client.js';
import { announce, byId, copy, debounced, show, showError, text } from './dom.js';
import { startMedia } from './media.js';
import { offerWords, readOrder, renameInWords, toCurl } from './read-form.js';
import { startResult, watch } from './result.js';

const PREVIEW_AFTER_MS = 500;
const FIELDS = ['to', 'sayAs', 'text', 'voice', 'media'];

let previewing = new AbortController();
/** Stays the same until an order is taken, so that one that is sent twice is made once. */
let requestKey = newKey();

export function startOrder() {
  const form = byId('order');
  const preview = debounced(PREVIEW_AFTER_MS, drawPreview);
  const changed = () => {
    showDraft();
    preview();
  };
  form.addEventListener('input', ({ target }) => {
    if (target.name === 'to') renameInWords();
    if (FIELDS.includes(target.name)) showError(target.name);
    changed();
  });
  for (const chip of form.querySelectorAll('[data-tone]')) {
    chip.addEventListener('click', () => {
      offerWords(chip.dataset.tone);
      showError('text');
      announce(form.text.value);
      changed();
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  byId('copy-curl').addEventListener('click', async ({ target }) => {
    if (!(await copy(byId('curl').textContent))) return;
    target.textContent = text('copied');
    announce(text('copied'));
  });
  startMedia(changed);
  startResult();
  changed();
}

/** Shows what the person has entered, before the server draws it. */
function showDraft() {
  const order = readOrder();
  const frame = byId('frame');
  // The old picture would be of another design. That of other words stays until the new one is there.
  if (frame.dataset.design !== order.template || !frame.classList.contains(order.format)) hideStill();
  frame.classList.remove('portrait', 'square', 'landscape');
  frame.classList.add(order.format);
  frame.dataset.design = order.template;
  if (order.to !== '') byId('drawn').textContent = order.to;
  byId('curl').textContent = toCurl(order);
}

async function drawPreview() {
  previewing.abort();
  previewing = new AbortController();
  const still = byId('still');
  const order = readOrder();
  if (order.to === '') return;
  try {
    const { signal } = previewing;
    const response = await ask('POST /v1/previews', { json: order, signal, mayAskForKey: false });
    const blob = await response.blob();
    URL.revokeObjectURL(still.src);
    still.src = URL.createObjectURL(blob);
    still.alt = order.to;
    show(still);
    byId('frame').classList.add('has-still');
  } catch (error) {
    // The server says what is wrong when the person orders. Until then the draft is shown.
    if (error instanceof Problem) hideStill();
    else if (error.name !== 'AbortError') throw error;
  }
}

function hideStill() {
  show(byId('still'), false);
  byId('frame').classList.remove('has-still');
}

async function send() {
  const button = byId('make');
  clearErrors();
  const order = readOrder();
  if (order.to === '') {
    fail('to', text('error-NAME_EMPTY'));
    return;
  }
  button.disabled = true;
  try {
    const headers = { 'Idempotency-Key': requestKey };
    const greeting = await (await ask('POST /v1/greetings', { json: order, headers })).json();
    requestKey = newKey();
    watch(greeting);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Another body needs another key.
    if (error.status !== 0) requestKey = newKey();
    showProblem(error);
  } finally {
    button.disabled = false;
  }
}

function clearErrors() {
  for (const field of FIELDS) showError(field);
  byId('order-error').textContent = '';
}

/** Shows the error at the field that it is about, if it is about one. */
function showProblem({ errors, message }) {
  const [first] = errors;
  const part = first?.pointer.split('/')[1];
  const field = part === 'photos' || part === 'recording' ? 'media' : part;
  if (FIELDS.includes(field)) fail(field, text(`error-${first.code}`) ?? first.detail);
  else byId('order-error').textContent = message;
}

function fail(field, message) {
  showError(field, message);
  byId(field).closest('details')?.setAttribute('open', '');
  byId(field).focus?.();
  announce(message);
}
