// Keeps the page of a greeting under way up to date, without loading it anew: only the parts that have changed are
// replaced, so that a video plays on and an open question stays open.
const INTERVAL_MS = 2_000;

const stale = document.getElementById('stale');

async function load() {
  const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function isInUse(part) {
  const video = part.querySelector('video');
  return part.querySelector(':popover-open') !== null || (video !== null && !video.paused);
}

/** Returns whether all of the page is as it was loaded. */
function update(loaded) {
  let isWhole = true;
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = loaded.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next === null || next.innerHTML === part.innerHTML) continue;
    if (isInUse(part)) {
      isWhole = false;
      continue;
    }
    const hadFocus = part.contains(document.activeElement);
    part.innerHTML = next.innerHTML;
    // Not to another button than the one that was there: it could be pressed unread.
    if (hadFocus) part.focus();
  }
  return isWhole;
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
