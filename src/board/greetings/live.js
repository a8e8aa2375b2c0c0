// Adds to each page what needs a script: local times, buttons that copy, and content that stays up to date. Pages work
// without it.
const stale = document.getElementById('stale');
/** Markup of the parts as the board sent it, because local times are added to it. */
const sent = new WeakMap();

/** Returns the operator's own time, with the date if it is another one than in UTC. */
function localTime(at) {
  const isSameDate = at.getDate() === at.getUTCDate();
  return at.toLocaleString(undefined, { timeStyle: 'medium', ...(isSameDate ? {} : { dateStyle: 'medium' }) });
}

/** Shows the operator's own time beside UTC, or in the tooltip of an age. */
function addLocalTimes() {
  for (const time of document.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    if (time.title === '') time.dataset.local = localTime(at);
    else time.title = `${at.toISOString()}, ${localTime(at)} here`;
  }
}

function showCopyButtons() {
  // Browsers offer the clipboard over TLS and on this machine only.
  if (navigator.clipboard === undefined) return;
  for (const button of document.querySelectorAll('button[data-copy]')) button.hidden = false;
}

async function copy({ target }) {
  if (target.dataset?.copy === undefined) return;
  await navigator.clipboard.writeText(target.dataset.copy);
  target.textContent = 'Copied';
}

async function load() {
  const response = await fetch(location.pathname + location.search, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function isInUse(part) {
  const video = part.querySelector('video');
  const isPlaying = video !== null && !video.paused;
  const selection = getSelection();
  const isSelected = !selection.isCollapsed && part.contains(selection.anchorNode);
  return part.querySelector(':popover-open') !== null || isPlaying || isSelected;
}

/** Focuses the same link, or else the part, not its button: the operator might press a new one without reading it. */
function restoreFocus(part, focused) {
  const isSame = (link) => link.getAttribute('href') === focused.getAttribute('href');
  const link = Array.from(part.querySelectorAll('a')).find(isSame);
  (link ?? part).focus();
}

/** Replaces the parts that differ from the loaded page. Returns false if a changed part is in use and was kept. */
function update(loaded) {
  let isUpToDate = true;
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = loaded.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next === null || next.innerHTML === sent.get(part)) continue;
    if (isInUse(part)) {
      isUpToDate = false;
      continue;
    }
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    part.innerHTML = next.innerHTML;
    sent.set(part, next.innerHTML);
    if (focused !== null) restoreFocus(part, focused);
  }
  enhance();
  return isUpToDate;
}

/** Waits, but no longer than until the operator looks at the page again. */
function pause(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const onReturn = () => {
      clearTimeout(timer);
      resolve();
    };
    document.addEventListener('visibilitychange', onReturn, { once: true });
  });
}

/** Shows the frame of the poster itself, which is sharper. Playing begins at the start nevertheless. */
function sharpenPoster(video) {
  const at = Number(video.dataset.posterAt);
  const show = () => {
    if (video.paused && video.currentTime === 0) video.currentTime = at;
  };
  if (video.readyState > 0) show();
  else video.addEventListener('loadedmetadata', show, { once: true });
  // By now it may have played for a moment.
  const rewind = () => {
    if (Math.abs(video.currentTime - at) < 0.1) video.currentTime = 0;
  };
  video.addEventListener('play', rewind, { once: true });
}

function sharpenPosters() {
  for (const video of document.querySelectorAll('video[data-poster-at]')) {
    if (video.dataset.isSharp) continue;
    video.dataset.isSharp = 'true';
    sharpenPoster(video);
  }
}

async function follow(intervalMs) {
  for (;;) {
    await pause(intervalMs);
    if (document.hidden) continue;
    try {
      const loaded = await load();
      stale.hidden = true;
      if (update(loaded) && loaded.getElementById('stale') === null) return;
    } catch {
      stale.hidden = false;
    }
  }
}

function enhance() {
  addLocalTimes();
  showCopyButtons();
  sharpenPosters();
}

for (const part of document.querySelectorAll('[data-live]')) sent.set(part, part.innerHTML);
enhance();
document.addEventListener('click', copy);
if (stale !== null) follow(Number(stale.dataset.everyMs));
