import { type Context, Hono } from 'hono';
import type { Cluster, Redis } from 'ioredis';
import type { ApiDeps } from '#root/api/api-deps.js';
import { giftNotice, giftPage } from '#root/api/gift/gift-page.js';
import { createLargePosters, type WithVideo } from '#root/api/gift/large-posters.js';
import { limitGuesses } from '#root/api/gift/limit-guesses.js';
import { qrSvg } from '#root/api/gift/qr.js';
import { publicUrl } from '#root/api/public-url.js';
import { languageOf, pageTexts } from '#root/api/texts.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { giftPath } from '#root/http/gift-path.js';
import { sendArtifact } from '#root/http/send-artifact.js';
import type { Gift } from '#root/jobs/gifts.js';
import { readArtifact, type Store } from '#root/storage/store.js';

type GiftAppDeps = Pick<ApiDeps, 'config' | 'logger' | 'gifts' | 'videoJobs' | 'store' | 'ffmpeg' | 'workDir'> & {
  redis: Redis | Cluster;
};

/** A greeting that its page can show. */
interface Shown {
  gift: Gift;
  greeting: WithVideo;
  spec: GreetingSpec;
  store: Store;
  /** Address of its page. */
  url: string;
}

// 128 bits. Anything else is unknown without asking the database.
const PATH = giftPath(':token{[A-Za-z0-9_-]{22}}');

/** Creates the pages that show greetings without a key. The token in the address is the permission. */
export function createGiftApp({ config, logger, gifts, videoJobs, store, redis, ...others }: GiftAppDeps): Hono {
  const app = new Hono();
  const largePoster = createLargePosters({ ...others, store, videoJobs, logger });

  app.use(giftPath('*'), async (context, next) => {
    context.header('X-Robots-Tag', 'noindex');
    await next();
  });
  app.use(
    giftPath('*'),
    limitGuesses({ client: redis, prefix: config.queues.prefix }, (context) => notice(context, 'slow', 429)),
  );

  /** Returns what the token shows, or the page that says why it shows nothing. */
  async function find(context: Context): Promise<Shown | Response> {
    const gift = await gifts.find(context.req.param('token') ?? '');
    if (gift === undefined) return notice(context, 'unknown', 404);
    const videoJob = await videoJobs.find(gift.videoJobId);
    const opened = await store();
    const { spec, videoKey, posterKey, id } = videoJob ?? { spec: null, videoKey: null, posterKey: null, id: '' };
    const isGone = gift.revokedAt !== null || spec === null || videoKey === null || !(await opened.has(videoKey));
    if (isGone) return notice(context, 'gone', 410);
    const url = `${publicUrl(context, config)}${giftPath(gift.token)}`;
    return { gift, greeting: { id, videoKey, posterKey }, spec, store: opened, url };
  }

  const show = (path: string, work: (context: Context, shown: Shown) => Promise<Response>) =>
    app.get(`${PATH}${path}`, async (context) => {
      const shown = await find(context);
      return shown instanceof Response ? shown : work(context, shown);
    });

  show('', async (context, { gift, greeting, spec, store, url }) => {
    const hasPoster = (await largePoster(greeting, store)) !== null;
    const texts = pageTexts(spec.language);
    return context.html(giftPage({ spec, url, hasPoster, isThanked: gift.thankedAt !== null, texts }));
  });

  show('/video', async (context, { greeting, store }) => sent(context, store, greeting.videoKey, 'video/mp4'));
  show('/poster.jpg', async (context, { greeting, store }) =>
    sent(context, store, await largePoster(greeting, store), 'image/jpeg'),
  );
  show('/qr.svg', async (context, { url }) => context.body(qrSvg(url), 200, { 'Content-Type': 'image/svg+xml' }));

  show('/card.pdf', async (context, { greeting, spec, store, url }) => {
    const posterKey = await largePoster(greeting, store);
    const poster = posterKey === null ? undefined : await readArtifact(store, posterKey);
    const { drawPostcard } = await import('#root/api/gift/postcard.js');
    const card = await drawPostcard({ name: spec.to, url, poster, texts: pageTexts(spec.language) });
    const disposition = 'inline; filename="zdravitsa.pdf"';
    const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition };
    return context.body(new Uint8Array(card), 200, headers);
  });

  app.post(`${PATH}/thanks`, async (context) => {
    const shown = await find(context);
    if (shown instanceof Response) return shown;
    const { token, videoJobId } = shown.gift;
    if (await gifts.thank(token)) logger.info('receiver said thanks', { videoJobId });
    return context.redirect(giftPath(token), 303);
  });

  app.all(giftPath('*'), (context) => notice(context, 'unknown', 404));
  return app;

  async function sent(context: Context, from: Store, key: string | null, type: string): Promise<Response> {
    return (await sendArtifact(context, from, key, type)) ?? notice(context, 'gone', 410);
  }
}

function notice(context: Context, key: string, status: 404 | 410 | 429): Response | Promise<Response> {
  const language = languageOf(context);
  return context.html(giftNotice(`gift-${key}`, pageTexts(language), language), status);
}
