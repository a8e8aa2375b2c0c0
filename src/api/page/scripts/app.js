// Starts the page: tabs, keys, the form of one greeting, and the list of many.
import { startBatch } from './batch.js';
import { startCatalog } from './catalog.js';
import { startKeys } from './client.js';
import { byId, show } from './dom.js';
import { startOrder } from './order.js';

const tabs = [byId('tab-one'), byId('tab-many')];

function select(chosen) {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    show(byId(tab.getAttribute('aria-controls')), isChosen);
  }
}

/** Arrows move between tabs: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
function move(event) {
  if (!['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
  const other = tabs.find((tab) => tab !== event.currentTarget);
  select(other);
  other.focus();
}

for (const tab of tabs) {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', move);
}

startKeys();
startOrder();
startBatch();
startCatalog();
