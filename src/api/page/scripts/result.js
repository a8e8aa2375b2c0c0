// What becomes of an order: how far it is, the video, and the link to share.
import { addressOf, ask, Problem } from './client.js';
import { announce, byId, copy, page, show, text } from './dom.js';
import { follow } from './follow.js';

let current;
let following = new AbortController();

export function startResult() {
  byId('cancel').addEventListener('click', () => act('cancel'));
  byId('retry').addEventListener('click', () => act('retry'));
  byId('share').addEventListener('click', share);
  byId('another').addEventListener('click', () => {
    following.abort();
    show(byId('result'), false);
    show(byId('preview'));
    byId('to').focus();
  });
}

/** Shows how far a greeting is, and its video in the end. */
export async function watch(greeting) {
  following.abort();
  following = new AbortController();
  current = greeting;
  show(byId('preview'), false);
  show(byId('result'));
  showGoing(greeting);
  byId('result').focus();
  const { signal } = following;
  try {
    const onChange = (change) => showGoing({ ...greeting, ...change });
    const ended = await follow(greeting.id, { signal, onChange });
    if (ended !== undefined) await showEnd({ ...greeting, ...ended });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId('result-error').textContent = error.message;
    show(byId('again'));
  }
}

const steps = { tts: 'step-tts', montage: 'step-montage', deliver: 'step-last', greeting: 'step-last' };

function showGoing({ to, status, step, progress = 0 }) {
  byId('result-title').textContent = text('making', { name: to });
  for (const id of ['done', 'again', 'shared', 'video', 'no-video', 'download']) show(byId(id), false);
  show(byId('going'));
  byId('result-error').textContent = '';
  byId('progress').value = progress;
  const key = status === 'QUEUED' ? 'step-queued' : (steps[step] ?? 'step-queued');
  const said = text(key);
  if (byId('step').textContent === said) return;
  byId('step').textContent = said;
  announce(said);
}

async function showEnd(greeting) {
  current = greeting;
  const { to, status, error } = greeting;
  show(byId('going'), false);
  show(byId('again'));
  show(byId('retry'), status !== 'COMPLETED');
  if (status !== 'COMPLETED') {
    const said =
      status === 'CANCELLED'
        ? text('cancelled')
        : text('failed', { detail: text(`error-${error?.code}`) ?? error?.message });
    byId('result-title').textContent = said;
    announce(said);
    return;
  }
  const said = text('done', { name: to });
  byId('result-title').textContent = said;
  announce(said);
  show(byId('done'));
  await showVideo(greeting);
}

async function showVideo({ id, to, format }) {
  const [video, link] = [byId('video'), byId('download')];
  const path = `/v1/greetings/${id}/video`;
  try {
    // Without a key the browser asks itself, and jumps in the video without having it all.
    const source = page.isKeyless ? await reachable(path) : await addressOf(path);
    const poster = await addressOf(`/v1/greetings/${id}/poster`).catch(() => '');
    Object.assign(video, { src: source, poster, className: format });
    Object.assign(link, { href: source, download: `${to}.mp4` });
    video.setAttribute('aria-label', text('done', { name: to }));
    show(video);
    show(link);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId('no-video').textContent = text('video-missing');
    show(byId('no-video'));
  }
}

async function reachable(path) {
  await ask(`HEAD ${path}`);
  return path;
}

async function act(action) {
  try {
    const greeting = await (await ask(`POST /v1/greetings/${current.id}/${action}`)).json();
    if (action === 'retry') watch(greeting);
  } catch (error) {
    // It may have ended a moment ago: the end is shown.
    if (!(error instanceof Problem) || error.status === 409) return;
    byId('result-error').textContent = error.message;
  }
}

async function share() {
  try {
    const { url } = await (await ask(`POST /v1/greetings/${current.id}/gift`)).json();
    byId('link').value = url;
    show(byId('shared'));
    const isCopied = await copy(url);
    announce(text(isCopied ? 'link-ready' : 'link-shown'));
    if (!isCopied) byId('link').select();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    byId('result-error').textContent = error.message;
  }
}
