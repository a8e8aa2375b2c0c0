import { html } from 'hono/html';
import type { Markup } from '#root/api/markup.js';
import type { PageTexts } from '#root/api/texts.js';

/** Returns the form of many greetings: a list, its check, and how far the videos are. */
export function batchForm(texts: PageTexts): Markup {
  return html`<form id="batch" class="card narrow" novalidate>
<p class="lead">${texts('batch-lead')}</p>
<ol class="steps">
<li><h2>${texts('batch-step-file')}</h2>
<p><a id="batch-template" download="zdravitsa.csv" href="#batch">${texts('batch-template')}</a></p>
<p class="hint" id="batch-columns">${texts('batch-columns')}</p>
<div class="drop" id="drop-list"><p>${texts('drop-list')}</p>
<label class="button"><input type="file" id="list-file" class="unseen" accept=".csv,text/csv,text/plain">${texts('button-choose-list')}</label></div>
<div class="field"><label for="csv">${texts('label-csv')}</label>
<textarea id="csv" rows="7" spellcheck="false" aria-describedby="batch-columns batch-error"></textarea></div>
</li>
<li><h2>${texts('batch-step-check')}</h2>
<button type="submit" id="check">${texts('button-check')}</button>
<p id="checked" role="status"></p><p class="error" id="batch-error" role="alert"></p>
${table('fault', texts('batch-faults'), [texts('batch-row'), texts('batch-field'), texts('batch-detail')])}
${table('form', texts('batch-forms'), [texts('batch-row'), texts('batch-name'), texts('batch-words')])}
</li>
<li><h2>${texts('batch-step-make')}</h2>
<button type="button" class="main" id="make-all" disabled>${texts('button-make-all')}</button>
<div id="batch-result" tabindex="-1" hidden>
<p id="batch-counts" role="status"></p>
<progress id="batch-progress" max="1" value="0" aria-label="${texts('label-progress')}"></progress>
<div class="actions"><button type="button" id="batch-cancel">${texts('button-cancel')}</button>
<button type="button" id="results" hidden>${texts('button-results')}</button>
<button type="button" id="videos" hidden>${texts('button-videos')}</button></div></div>
</li>
</ol>
</form>`;
}

function table(name: string, title: string, columns: readonly string[]): Markup {
  return html`<div class="scroll" id="${name}s" hidden tabindex="0" role="region" aria-label="${title}"><table><caption>${title}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody id="${name}-rows"></tbody></table></div>`;
}
