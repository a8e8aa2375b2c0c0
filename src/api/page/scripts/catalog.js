// Fills in what the installation has: pictures of the designs, voices and their samples.
import { addressOf, ask, KEY_GIVEN, Problem } from './client.js';
import { announce, byId, page, show, text } from './dom.js';
import { spokenLanguage } from './read-form.js';

const player = new Audio();
const samples = new Map();
let voices = [];

/** Shows the pictures and voices. The form works without them. */
export async function startCatalog() {
  byId('listen').addEventListener('click', listen);
  player.addEventListener('ended', () => setListening(false));
  await load();
}

async function load() {
  try {
    const catalog = await (await ask('GET /v1/catalog')).json();
    voices = catalog.voices;
    fillVoices();
    await Promise.all(catalog.templates.map(({ name }) => showPicture(name)));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    document.addEventListener(KEY_GIVEN, load, { once: true });
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
function fillVoices() {
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
  return new Option(title, name);
}

/** Plays or stops the sample of the voice that is chosen. */
async function listen() {
  if (!player.paused) {
    player.pause();
    setListening(false);
    return;
  }
  const { sample } = chosenVoice() ?? {};
  if (sample === undefined) {
    byId('voice-error').textContent = text('no-sample');
    announce(text('no-sample'));
    return;
  }
  if (!samples.has(sample)) samples.set(sample, await addressOf(sample));
  player.src = samples.get(sample);
  await player.play();
  setListening(true);
}

/** Returns the voice that would speak. Any of the language and gender will do if none is named. */
function chosenVoice() {
  const form = byId('order');
  const sampled = voices.filter(({ sample }) => sample !== undefined);
  if (form.namedVoice.value !== '') return sampled.find(({ name }) => name === form.namedVoice.value);
  const [language, gender] = [spokenLanguage(form), form.voice.value];
  const isWished = (voice) => voice.language === language && voice.gender === gender;
  return sampled.find(({ name }) => name === `${language}-${gender}`) ?? sampled.find(isWished);
}

function setListening(isPlaying) {
  byId('voice-error').textContent = '';
  byId('listen').textContent = text(isPlaying ? 'stop-listening' : 'listen');
}
