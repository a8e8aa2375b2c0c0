import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import type { ApiDeps } from '#root/api/api-deps.js';
import { orderPage } from '#root/api/page/order-page.js';
import { languageOf, pageTexts } from '#root/api/texts.js';
import { createStaticFiles, type StaticFile } from '#root/http/static-files.js';

// A template writes names in the same font, so the image of the containers keeps it.
const HEADING_FONT = '@expo-google-fonts/marck-script/400Regular/MarckScript_400Regular.ttf';

const { resolve } = createRequire(import.meta.url);
const here = (path: string) => new URL(path, import.meta.url);

const scripts: StaticFile[] = readdirSync(here('scripts')).map((name) => ({ name, parts: [here(`scripts/${name}`)] }));
// Scripts import these from here: browsers and Node find the same file by the same path.
const events: StaticFile = { name: 'events.js', parts: [here('../../client/events.js')] };
const decodeBytes: StaticFile = { name: 'decode-bytes.js', parts: [here('../../greeting/decode-bytes.js')] };

const styles = (name: string, parts: readonly string[]): StaticFile => ({
  name,
  parts: parts.map((part) => here(`../styles/${part}.css`)),
});

/** Creates the page that orders greetings, with its scripts, and the styles of all pages. */
export function createPageApp({ config }: Pick<ApiDeps, 'config'>): Hono {
  const app = new Hono();
  app.route(
    '/assets',
    createStaticFiles([
      ...scripts,
      styles('order.css', ['base', 'controls', 'order', 'media', 'result', 'batch']),
      styles('gift.css', ['base', 'gift']),
      { name: 'marck-script.ttf', parts: [pathToFileURL(resolve(HEADING_FONT))] },
      { name: 'icon.svg', parts: [here('icon.svg')] },
    ]),
  );
  app.route('/client', createStaticFiles([events]));
  app.route('/greeting', createStaticFiles([decodeBytes]));
  app.get('/', (context) => {
    const language = languageOf(context);
    context.header('Vary', 'Accept-Language');
    return context.html(orderPage({ language, texts: pageTexts(language), isKeyless: config.api.isKeyless }));
  });
  return app;
}
