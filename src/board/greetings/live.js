// Updates the page of an open greeting without a reload. Only changed parts are replaced, so that a video keeps playing
// and an open dialog stays open.
const INTERVAL_MS = 2_000;

const stale = document.getElementById('stale');

async function load() {
  const response = await fetch(location.pathname, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

function isInUse(part) {
  const video = part.querySelector('video');
  return part.querySelector(':popover-open') !== null || (video !== null && !video.paused);
}

/** Replaces the parts that differ from the loaded page. Returns false if a changed part is in use and was kept. */
function update(loaded) {
  let isUpToDate = true;
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = loaded.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next === null || next.innerHTML === part.innerHTML) continue;
    if (isInUse(part)) {
      isUpToDate = false;
      continue;
    }
    const hadFocus = part.contains(document.activeElement);
    part.innerHTML = next.innerHTML;
    // Focuses the part, not its button: the operator might press a new button without reading it.
    if (hadFocus) part.focus();
  }
  return isUpToDate;
}

async function follow() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
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

follow();
