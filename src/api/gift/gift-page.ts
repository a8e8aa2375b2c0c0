import { html } from 'hono/html';
import type { Markup } from '#root/api/markup.js';
import type { PageTexts } from '#root/api/texts.js';
import { formats, type GreetingSpec } from '#root/greeting/spec.js';

interface GiftPageOptions {
  spec: GreetingSpec;
  /** Address of the page, complete and without a slash at the end. */
  url: string;
  hasPoster: boolean;
  isThanked: boolean;
  texts: PageTexts;
}

/** Returns the page that shows a greeting to its receiver. It needs no script. */
export function giftPage({ spec, url, hasPoster, isThanked, texts }: GiftPageOptions): Markup {
  const { to, text, format, language, template } = spec;
  const { width, height } = formats[format];
  const path = new URL(url).pathname;
  const title = texts('gift-title', { name: to });
  const poster = hasPoster ? html` poster="${path}/poster.jpg"` : '';
  const content = html`<main class="gift">
<h1>${title}</h1>
<video class="${format}" controls playsinline preload="metadata" width="${width}" height="${height}" src="${path}/video"${poster} aria-label="${texts('gift-video')}"></video>
${text === '' ? '' : html`<blockquote lang="${language}">${text}</blockquote>`}
<div class="thanks">${isThanked ? html`<p role="status">${texts('gift-thanked')}</p>` : thanks(path, texts)}</div>
<section class="keep" aria-labelledby="keep">
<img class="qr" src="${path}/qr.svg" alt="${texts('gift-qr')}" width="132" height="132">
<div><h2 id="keep">${texts('gift-keep')}</h2>
<p>${texts('gift-keep-hint')}</p>
<p class="links"><a href="${path}/video" download="${texts('gift-file')}.mp4">${texts('gift-download')}</a><a href="${path}/card.pdf">${texts('gift-card')}</a></p></div>
</section>
</main>`;
  return document(
    { title, texts, language, design: template, head: previews({ spec, url, title, hasPoster, texts }) },
    content,
  );
}

function thanks(path: string, texts: PageTexts): Markup {
  return html`<form method="post" action="${path}/thanks"><button>${texts('gift-thank')}</button></form>`;
}

/** Returns what messengers and networks show of the page: https://ogp.me */
function previews({
  spec,
  url,
  title,
  hasPoster,
  texts,
}: Omit<GiftPageOptions, 'isThanked'> & { title: string }): Markup {
  const { width, height } = formats[spec.format];
  const description = texts('gift-description');
  return html`<meta name="description" content="${description}">
<meta property="og:type" content="video.other">
<meta property="og:site_name" content="${texts('site')}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
<meta property="og:locale" content="${spec.language === 'ru' ? 'ru_RU' : 'en_GB'}">
${
  hasPoster
    ? html`<meta property="og:image" content="${url}/poster.jpg">
<meta property="og:image:type" content="image/jpeg">
<meta property="og:image:width" content="${width}">
<meta property="og:image:height" content="${height}">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:image" content="${url}/poster.jpg">`
    : ''
}
<meta property="og:video" content="${url}/video">
<meta property="og:video:type" content="video/mp4">
<meta property="og:video:width" content="${width}">
<meta property="og:video:height" content="${height}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${description}">`;
}

/** Returns a page that says why there is no greeting. @param key of the texts, e.g. `gift-gone` */
export function giftNotice(key: string, texts: PageTexts, language: string): Markup {
  const title = texts(`${key}-title`);
  return document(
    { title, texts, language, design: 'neutral', head: '' },
    html`<main class="gift notice"><p class="sign" aria-hidden="true">🎈</p><h1>${title}</h1><p>${texts(`${key}-text`)}</p></main>`,
  );
}

interface DocumentOptions {
  title: string;
  language: string;
  /** Name of the template whose colours the page takes. */
  design: string;
  texts: PageTexts;
  head: Markup | '';
}

function document({ title, language, design, texts, head }: DocumentOptions, content: Markup): Markup {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${texts('site')}</title>
${head}
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/gift.css">
</head>
<body data-design="${design}">
${content}
</body>
</html>`;
}
