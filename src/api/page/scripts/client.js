// Asks the HTTP API, with the key of this tab. Asks the person for a key when the server wants one.
import { byId, page, show, text } from './dom.js';

const STORED = 'zdravitsa-key';

/** Event of the document: the person has given a key. */
export const KEY_GIVEN = 'key-given';

/** An answer other than success. `message` is for people. */
export class Problem extends Error {
  constructor(status, { code = '', detail = '', errors = [] } = {}, seconds = 5) {
    super(messageOf(status, code, detail, seconds));
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

function messageOf(status, code, detail, seconds) {
  if (status === 0) return text('offline');
  if (code === 'ROUTE_UNKNOWN') return text('unavailable');
  if (status === 429 && code !== 'KEY_OPEN_MAX') return text('too-fast', { seconds });
  if (status >= 500) return text('offline');
  return text(`error-${code}`) ?? (detail || text('offline'));
}

/**
 * Sends a request, e.g. `ask('POST /v1/previews', { json })`, and returns the response. Throws Problem.
 * @param mayAskForKey false if the person has not asked for anything, and is typing
 */
export async function ask(route, { json, body, headers = {}, signal, mayAskForKey = true } = {}) {
  const [method, path] = route.split(' ');
  const key = sessionStorage.getItem(STORED);
  const sent = {
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    'Accept-Language': page.language,
    ...headers,
  };
  const init = { method, headers: sent, body: json === undefined ? body : JSON.stringify(json), signal };
  const response = await fetch(path, init).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0);
  });
  if (response.ok) return response;
  if (response.status === 401 && mayAskForKey && (await askForKey(key)))
    return ask(route, { json, body, headers, signal });
  throw new Problem(response.status, await readProblem(response), response.headers.get('retry-after') ?? 5);
}

async function readProblem(response) {
  const body = await response.text();
  const isProblem = response.headers.get('content-type')?.includes('json') && body !== '';
  return isProblem ? JSON.parse(body) : { detail: body };
}

/** Returns a value for Idempotency-Key. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns an address at which the browser shows what the API sends: with a key, only the script can fetch it. */
export async function addressOf(path, options) {
  const response = await ask(`GET ${path}`, options);
  return URL.createObjectURL(await response.blob());
}

/** Lets the browser save what the API sends. */
export async function save(path, name) {
  const link = document.createElement('a');
  link.href = page.isKeyless ? path : await addressOf(path);
  link.download = name;
  link.click();
}

let asking;

/** Asks for a key, once for all requests that wait for it. Returns false if the person gave none. */
function askForKey(used) {
  // Another request has asked meanwhile.
  if (sessionStorage.getItem(STORED) !== used) return Promise.resolve(true);
  asking ??= openDialog(used).finally(() => {
    asking = undefined;
  });
  return asking;
}

async function openDialog(used) {
  const [dialog, input] = [byId('key-dialog'), byId('key')];
  byId('key-error').textContent = used === null ? '' : text('key-wrong');
  input.value = '';
  dialog.returnValue = '';
  dialog.showModal();
  input.focus();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  const key = input.value.trim();
  if (dialog.returnValue !== 'ok' || key === '') return false;
  sessionStorage.setItem(STORED, key);
  show(byId('change-key'));
  document.dispatchEvent(new Event(KEY_GIVEN));
  return true;
}

/** Lets the person change the key. */
export function startKeys() {
  show(byId('change-key'), sessionStorage.getItem(STORED) !== null);
  byId('change-key').addEventListener('click', () => {
    asking ??= openDialog(null).finally(() => {
      asking = undefined;
    });
  });
}
