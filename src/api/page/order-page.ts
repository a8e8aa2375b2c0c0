import { html, raw } from 'hono/html';
import type { Markup } from '#root/api/markup.js';
import { batchForm } from '#root/api/page/batch-form.js';
import { orderForm } from '#root/api/page/order-form.js';
import { resultPanel } from '#root/api/page/result-panel.js';
import { type PageTexts, textsForScripts } from '#root/api/texts.js';
import { readyWords } from '#root/greeting/ready-words/ready-words.js';
import { tones } from '#root/greeting/ready-words/tones.js';
import type { Language } from '#root/greeting/spec.js';
import { templateNames } from '#root/montage/templates/index.js';

interface OrderPageOptions {
  language: Language;
  texts: PageTexts;
  /** Whether requests without a key are answered. */
  isKeyless: boolean;
}

// The values of the texts for scripts.
const VALUES = ['name', 'detail', 'seconds', 'accepted', 'total', 'done', 'count'];

/** Returns the page that orders greetings by the HTTP API. Everything on it is done by scripts. */
export function orderPage({ language, texts, isKeyless }: OrderPageOptions): Markup {
  const other = language === 'ru' ? 'en' : 'ru';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${texts('lead')}">
<title>${texts('site')}: ${texts('headline')}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/order.css">
<script type="module" src="/assets/app.js"></script>
</head>
<body>
<a class="skip" href="#one">${texts('to-content')}</a>
<header class="top">
<a class="brand" href="/?lang=${language}"><img src="/assets/icon.svg" alt="" width="28" height="28">${texts('site')}</a>
<div class="right"><button type="button" class="plain" id="change-key" hidden>${texts('change-key')}</button>
<a href="/?lang=${other}" hreflang="${other}" lang="${other}">${texts('other-language')}</a></div>
</header>
<main>
<div class="hero"><h1>${texts('headline')}</h1><p>${texts('lead')}</p></div>
<div class="tabs" role="tablist">
<button type="button" role="tab" id="tab-one" aria-controls="one" aria-selected="true">${texts('tab-one')}</button>
<button type="button" role="tab" id="tab-many" aria-controls="many" aria-selected="false" tabindex="-1">${texts('tab-many')}</button>
</div>
<noscript><p class="note">${texts('no-script')}</p></noscript>
<section class="columns" role="tabpanel" id="one" aria-labelledby="tab-one">
${orderForm(texts)}
${resultPanel(texts)}
</section>
<section role="tabpanel" id="many" aria-labelledby="tab-many" hidden>
${batchForm(texts)}
</section>
</main>
${keyDialog(texts)}
<p id="announcer" class="unseen" role="status"></p>
<script type="application/json" id="page-data">${data(language, isKeyless)}</script>
</body>
</html>`;
}

function keyDialog(texts: PageTexts): Markup {
  return html`<dialog id="key-dialog" aria-labelledby="key-title">
<form method="dialog" id="key-form">
<h2 id="key-title">${texts('key-title')}</h2>
<p>${texts('key-text')}</p>
<div class="field"><label for="key">${texts('label-key')}</label>
<input id="key" type="password" autocomplete="off" spellcheck="false" aria-describedby="key-error">
<p class="error" id="key-error"></p></div>
<div class="actions"><button class="main" value="ok">${texts('button-key')}</button><button value="cancel" formnovalidate>${texts('button-close')}</button></div>
</form>
</dialog>`;
}

/** Returns what the scripts need, as JSON. It has no `<`, which could end the element. */
function data(language: Language, isKeyless: boolean) {
  const words = Object.fromEntries(
    templateNames.map((name) => [
      name,
      Object.fromEntries(tones.map((tone) => [tone, readyWords(language, name, tone)])),
    ]),
  );
  const all = { language, isKeyless, words, texts: textsForScripts(language, 'js-', VALUES) };
  return raw(JSON.stringify(all).replaceAll('<', '\\u003c'));
}
