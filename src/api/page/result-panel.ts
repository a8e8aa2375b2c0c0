import { html } from 'hono/html';
import type { Markup } from '#root/api/markup.js';
import type { PageTexts } from '#root/api/texts.js';

/** Returns what stands beside the form: the preview, and after the order how far the video is, and the video. */
export function resultPanel(texts: PageTexts): Markup {
  return html`<div class="beside">
<div id="preview" class="card">
<figure aria-label="${texts('label-preview')}">
<div class="frame portrait" id="frame" data-design="birthday"><p class="drawn" id="drawn">${texts('preview-empty')}</p><img id="still" alt="" hidden></div>
</figure>
<p class="error" id="order-error" role="alert"></p>
<button type="submit" form="order" class="main wide" id="make">${texts('button-make')}</button>
</div>

<div id="result" class="card" tabindex="-1" aria-labelledby="result-title" role="group" hidden>
<h2 id="result-title"></h2>
<div id="going"><p id="step"></p><progress id="progress" max="1" value="0" aria-label="${texts('label-progress')}"></progress>
<button type="button" id="cancel">${texts('button-cancel')}</button></div>
<div id="done" hidden>
<video id="video" controls playsinline hidden></video>
<p class="hint" id="no-video" hidden></p>
<div class="actions"><a class="button main" id="download" hidden>${texts('button-download')}</a>
<button type="button" id="share">${texts('button-link')}</button></div>
<div class="field" id="shared" hidden><label for="link">${texts('label-link')}</label><input id="link" readonly></div>
</div>
<p class="error" id="result-error" role="alert"></p>
<div class="actions" id="again" hidden><button type="button" id="retry" hidden>${texts('button-retry')}</button>
<button type="button" id="another">${texts('button-another')}</button></div>
</div>

<details class="curl"><summary>${texts('summary-curl')}</summary>
<pre tabindex="0" aria-label="curl"><code id="curl"></code></pre><button type="button" class="chip" id="copy-curl">${texts('button-copy')}</button></details>
</div>`;
}
