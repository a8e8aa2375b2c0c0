// Fills in what the installation has: pictures of the designs, voices and their samples.
import { addressOf, ask, Problem } from './client.js';
import { announce, byId, page, show, text } from './dom.js';
import { spokenLanguage } from './read-form.js';

const player = new Audio();
const samples = new Map();

/** Shows the pictures and voices. The form works without them. */
export async function startCatalog() {
  byId('listen').addEventListener('click', listen);
  player.addEventListener('ended', () => setListening(false));
  try {
    const catalog = await (await ask('GET /v1/catalog')).json();
    fillVoices(catalog.voices ?? []);
    await Promise.all((catalog.templates ?? []).map(({ name }) => showPicture(name)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

async function showPicture(name) {
  const image = document.querySelector(`img[data-picture="${CSS.escape(name)}"]`);
  if (image === null) return;
  image.addEventListener('load', () => show(image), { once: true });
  const path = `/v1/catalog/templates/${encodeURIComponent(name)}/picture`;
  image.src = await addressOf(`${path}?language=${page.language}`);
}

/** Lists the voices that have a name of their own, those of the page's language first. */
function fillVoices(voices) {
  const named = voices.filter(({ name }) => !/^\w+-(female|male)$/.test(name));
  if (named.length === 0) return;
  const own = named.filter(({ language }) => language === page.language);
  const others = named.filter(({ language }) => language !== page.language);
  const select = byId('named-voice');
  select.append(...own.map(optionOf));
  if (others.length > 0) {
    const group = document.createElement('optgroup');
    group.label = text('other-language');
    group.append(...others.map(optionOf));
    select.append(group);
  }
  show(byId('more-voices'));
}

function optionOf({ name, title }) {
  const shown = typeof title === 'object' && title !== null ? (title[page.language] ?? name) : (title ?? name);
  return new Option(shown, name);
}

/** Plays or stops the sample of the voice that is chosen. */
async function listen() {
  if (!player.paused) {
    player.pause();
    setListening(false);
    return;
  }
  const form = byId('order');
  const name = form.namedVoice.value || `${spokenLanguage(form)}-${form.voice.value}`;
  try {
    if (!samples.has(name)) samples.set(name, await addressOf(`/v1/catalog/voices/${encodeURIComponent(name)}/sample`));
    player.src = samples.get(name);
    await player.play();
    setListening(true);
  } catch {
    byId('voice-error').textContent = text('no-sample');
    announce(text('no-sample'));
  }
}

function setListening(isPlaying) {
  byId('voice-error').textContent = '';
  byId('listen').textContent = text(isPlaying ? 'stop-listening' : 'listen');
}
