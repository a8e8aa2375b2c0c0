// What all scripts of the page share: its elements, its texts, and what a screen reader is told.

/** Returns the element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** What the server knows: language, isKeyless, words, texts. */
export const page = JSON.parse(byId('page-data').textContent);

/** Returns a text, with its values filled in. Undefined if there is none with this key. */
export function text(key, values = {}) {
  return page.texts[key]?.replace(/\{(\w+)\}/g, (braces, name) => (name in values ? (values[name] ?? '') : braces));
}

/** Lets a screen reader say something. */
export function announce(sentence) {
  byId('announcer').textContent = sentence;
}

export function show(element, isShown = true) {
  element.hidden = !isShown;
}

/** Shows what is wrong with a field, or that nothing is. */
export function showError(field, message = '') {
  const input = byId(field);
  byId(`${field}-error`).textContent = message;
  if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) {
    if (message === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  }
}

/** Calls the function when nothing has changed for a while. */
export function debounced(ms, work) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Copies a text. Returns false if the browser offers no clipboard, as without TLS on another machine. */
export async function copy(content) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    return false;
  }
}

/** Lets files be dropped on an element. */
export function acceptDrops(area, onFiles) {
  const mark = (isOver) => area.classList.toggle('over', isOver);
  area.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  area.addEventListener('dragleave', () => mark(false));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    onFiles([...event.dataTransfer.files]);
  });
}
