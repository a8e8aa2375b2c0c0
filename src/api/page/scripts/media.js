// Photos and recordings: chosen, dropped or recorded, and uploaded at once.
import { ask, Problem } from './client.js';
import { acceptDrops, announce, byId, text } from './dom.js';
import { startRecorder } from './recorder.js';

/** Uploaded files, in the order in which they were added: `{ id, kind, name }`. */
let uploaded = [];
let onChange = () => {};

/** Returns the ids of the uploads, as an order names them. The last recording counts. */
export function attachments() {
  const photos = uploaded.filter(({ kind }) => kind === 'photo').map(({ id }) => id);
  return { photos, recording: uploaded.findLast(({ kind }) => kind !== 'photo')?.id };
}

export function startMedia(changed) {
  onChange = changed;
  acceptDrops(byId('drop-media'), addAll);
  byId('files').addEventListener('change', ({ target }) => {
    addAll([...target.files]);
    target.value = '';
  });
  startRecorder((file) => addAll([file]));
}

/** Uploads one after the other, so that photos keep their order. */
async function addAll(files) {
  byId('media-error').textContent = '';
  for (const file of files) await add(file);
}

async function add(file) {
  const item = itemOf(file);
  byId('media').append(item);
  try {
    const headers = { 'Content-Type': file.type || 'application/octet-stream' };
    const { id, kind } = await (await ask('POST /v1/uploads', { body: file, headers })).json();
    // One voice speaks.
    if (kind !== 'photo') for (const other of uploaded.filter((each) => each.kind !== 'photo')) remove(other);
    const upload = { id, kind, item };
    uploaded.push(upload);
    item.classList.remove('waiting');
    item.append(removeButton(upload, file.name));
    announce(text('uploaded', { name: file.name }));
    onChange();
  } catch (error) {
    item.remove();
    if (!(error instanceof Problem)) throw error;
    byId('media-error').textContent = text('upload-failed', { name: file.name, detail: error.message });
  }
}

function itemOf(file) {
  const item = document.createElement('li');
  item.className = 'waiting';
  const picture = file.type.startsWith('image/') ? document.createElement('img') : document.createElement('span');
  if (picture instanceof HTMLImageElement) {
    picture.alt = '';
    picture.src = URL.createObjectURL(file);
    // Browsers show no HEIC.
    picture.addEventListener('error', () => picture.remove(), { once: true });
  } else {
    picture.textContent = file.type.startsWith('video/') ? '🎬' : '🎙';
    picture.setAttribute('aria-hidden', 'true');
  }
  const name = document.createElement('span');
  name.className = 'name';
  name.textContent = file.name;
  item.append(picture, name);
  announce(text('uploading', { name: file.name }));
  return item;
}

function removeButton(upload, name) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'remove';
  button.textContent = '×';
  button.setAttribute('aria-label', text('remove', { name }));
  button.addEventListener('click', () => {
    remove(upload);
    byId('files').focus();
  });
  return button;
}

function remove(upload) {
  uploaded = uploaded.filter((each) => each !== upload);
  upload.item.remove();
  onChange();
}
