import { html } from 'hono/html';
import type { Markup } from '#root/api/markup.js';
import type { PageTexts } from '#root/api/texts.js';
import { tones } from '#root/greeting/ready-words/tones.js';
import { formatNames, NO_MUSIC, voiceKinds } from '#root/greeting/spec.js';
import { templateNames } from '#root/montage/templates/index.js';

/** Returns the form of one greeting. */
export function orderForm(texts: PageTexts): Markup {
  return html`<form id="order" class="card" novalidate>
<div class="field">
<label for="to">${texts('label-to')}</label>
<input id="to" name="to" required autocomplete="off" placeholder="${texts('example-to')}" aria-describedby="to-error">
<p class="error" id="to-error"></p>
<details class="aside"><summary>${texts('label-say-as')}</summary>
<input id="sayAs" name="sayAs" autocomplete="off" aria-label="${texts('label-say-as')}" aria-describedby="sayAs-hint sayAs-error">
<p class="hint" id="sayAs-hint">${texts('hint-say-as')}</p><p class="error" id="sayAs-error"></p></details>
</div>

<fieldset class="field designs"><legend>${texts('label-design')}</legend>
<div class="choices">${templateNames.map((name, index) => design(name, index === 0, texts))}</div></fieldset>

<div class="field">
<label for="text">${texts('label-text')}</label>
<textarea id="text" name="text" rows="5" placeholder="${texts('example-text')}" aria-describedby="text-error"></textarea>
<p class="error" id="text-error"></p>
<div class="ready" role="group" aria-labelledby="ready"><span id="ready">${texts('label-ready')}</span>
${tones.map((tone) => html`<button type="button" class="chip" data-tone="${tone}">${texts(`tone-${tone}`)}</button>`)}</div>
</div>

<fieldset class="field"><legend>${texts('label-voice')}</legend>
<div class="row">
<div class="segments">${voiceKinds.map((kind, index) => segment({ name: 'voice', value: kind, label: texts(`voice-${kind}`), isChecked: index === 0 }))}</div>
<button type="button" class="chip" id="listen">${texts('button-listen')}</button>
</div>
<div class="more" id="more-voices" hidden><label for="named-voice">${texts('label-more-voices')}</label>
<select id="named-voice" name="namedVoice"><option value="">${texts('voice-any')}</option></select></div>
<p class="error" id="voice-error"></p>
</fieldset>

<fieldset class="field"><legend>${texts('label-media')}</legend>
<div class="drop" id="drop-media"><p>${texts('drop-media')}</p>
<div class="row"><label class="button"><input type="file" id="files" class="unseen" multiple accept="image/*,audio/*,video/*">${texts('button-choose')}</label>
<button type="button" id="record" hidden>${texts('button-record')}</button></div></div>
<ul class="media" id="media"></ul><p class="error" id="media-error" role="alert"></p>
</fieldset>

<div class="pair">
<fieldset class="field"><legend>${texts('label-format')}</legend>
<div class="segments">${formatNames.map((name, index) => segment({ name: 'format', value: name, label: texts(`format-${name}`), isChecked: index === 0 }))}</div></fieldset>
<div class="field"><label for="music">${texts('label-music')}</label>
<select id="music" name="music"><option value="">${texts('music-design')}</option><option value="${NO_MUSIC}">${texts('music-none')}</option>
${templateNames.map((name) => html`<option value="${name}">${texts(`design-${name}`)}</option>`)}</select></div>
</div>
</form>`;
}

function design(name: string, isChecked: boolean, texts: PageTexts): Markup {
  return html`<label class="design"><input type="radio" name="template" value="${name}"${isChecked ? html` checked` : ''}>
<span class="picture" data-design="${name}"><img alt="" data-picture="${name}" hidden></span><span>${texts(`design-${name}`)}</span></label>`;
}

interface SegmentOptions {
  name: string;
  value: string;
  label: string;
  isChecked: boolean;
}

function segment({ name, value, label, isChecked }: SegmentOptions): Markup {
  return html`<label><input type="radio" name="${name}" value="${value}"${isChecked ? html` checked` : ''}><span class="${name}-${value}">${label}</span></label>`;
}
