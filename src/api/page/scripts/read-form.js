// Makes the request of an order from the form, and the words that the form offers.
import { byId, page } from './dom.js';
import { attachments } from './media.js';

/** Returns the language of the words, as the server finds it: Russian if they have a Cyrillic letter. */
export function spokenLanguage(form) {
  const words = form.text.value.trim() || form.to.value.trim();
  if (words === '') return page.language;
  return /\p{Script=Cyrillic}/u.test(words) ? 'ru' : 'en';
}

/** Returns the body of `POST /v1/greetings`. */
export function readOrder() {
  const form = byId('order');
  const { photos, recording } = attachments();
  const voice = form.namedVoice.value || `${spokenLanguage(form)}-${form.voice.value}`;
  return {
    to: form.to.value.trim(),
    ...optional('text', form.text.value.trim()),
    template: form.template.value,
    format: form.format.value,
    ...(recording === undefined ? { voice } : {}),
    ...optional('sayAs', form.sayAs.value.trim()),
    ...optional('music', form.music.value),
    ...(photos.length === 0 ? {} : { photos }),
    ...optional('recording', recording),
  };
}

function optional(name, value) {
  return value === undefined || value === '' ? {} : { [name]: value };
}

/** Returns the command that sends the same order. */
export function toCurl(order) {
  const lines = [
    `curl ${location.origin}/v1/greetings`,
    ...(page.isKeyless ? [] : ['-H "Authorization: Bearer $ZDRAVITSA_KEY"']),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(order))}`,
  ];
  return lines.join(' \\\n  ');
}

/** Quotes a text for a shell. */
function quoted(content) {
  return `'${content.replaceAll("'", "'\\''")}'`;
}

const PLACEHOLDER = /\{\s*(?:имя|name)\s*\}/giu;
let offered;

/** Fills in ready-made words: with the name, and another set the second time. */
export function offerWords(tone) {
  const form = byId('order');
  const choices = page.words[form.template.value][tone];
  const isSame = offered?.tone === tone && offered.template === form.template.value;
  offered = { tone, template: form.template.value, index: isSame ? (offered.index + 1) % choices.length : 0 };
  fillWords(form);
}

/** Changes the name in ready-made words, as long as nobody has changed the words. */
export function renameInWords() {
  const form = byId('order');
  if (offered !== undefined && form.text.value === offered.filled) fillWords(form);
}

function fillWords(form) {
  const words = page.words[offered.template][offered.tone][offered.index];
  const name = form.to.value.trim() || byId('to').placeholder;
  offered.filled = words.replace(PLACEHOLDER, () => name);
  form.text.value = offered.filled;
}
