import type { BotContext } from '#root/bot/context.js';
import { goOn } from '#root/bot/drafts/press.js';
import { type DraftContent, storable } from '#root/jobs/draft.js';
import { templateNames } from '#root/montage/templates/index.js';
import { unpackId } from '#root/telegram/packed-id.js';

/**
 * Returns the content of the draft that a link to the bot begins: `new`, `o_<template>` for an occasion, `g_<id>` for a
 * greeting like that one. Returns undefined for any other payload.
 */
export async function contentFor(context: BotContext, payload: string): Promise<Partial<DraftContent> | undefined> {
  if (payload === 'new') return { screen: 'occasion', isLed: true };
  const [, kind, value = ''] = /^([og])_(.+)$/.exec(payload) ?? [];
  if (kind === 'o') return templateNames.includes(value) ? ledFrom({ template: value }) : undefined;
  const id = kind === 'g' ? unpackId(value) : undefined;
  return id === undefined ? undefined : contentLike(context, id);
}

/** Returns the content of a person who is led and has chosen the occasion. */
export function ledFrom(chosen: Partial<DraftContent>): DraftContent {
  return goOn(storable({ ...chosen, isLed: true }), 'occasion');
}

/** A link may be in anybody's hands, so only the person who ordered gets the name and the words. */
async function contentLike({ from, services }: BotContext, id: string): Promise<Partial<DraftContent> | undefined> {
  const videoJob = await services.videoJobs.find(id);
  if (videoJob == null || videoJob.spec === null) return undefined;
  const { to, text, template, format, voice } = videoJob.spec;
  const [, gender] = /-(female|male)$/.exec(voice) ?? [];
  const shared: Partial<DraftContent> = {
    ...(templateNames.includes(template) ? { template } : {}),
    ...(gender === 'female' || gender === 'male' ? { voice: gender } : {}),
    format,
  };
  if (videoJob.orderedBy !== String(from?.id)) return ledFrom(shared);
  return { ...shared, to, ...(text === '' ? {} : { text }) };
}
