import { isTooLong as isRecordingTooLong } from '#root/bot/attachments.js';
import { languageOf } from '#root/greeting/check-order.js';
import { wordLimits } from '#root/greeting/check-words.js';
import { fillName } from '#root/greeting/fill-name.js';
import { isLongerThan } from '#root/greeting/graphemes.js';
import { templateFor, templateOfOccasion } from '#root/greeting/occasions.js';
import { buildScript, type Scene } from '#root/greeting/script.js';
import { type Format, MAX_PHOTOS, type VoiceKind, voiceKinds } from '#root/greeting/spec.js';
import { mediaLimits } from '#root/intake/limits.js';
import type { Asked, Draft, DraftAttachment, DraftContent, SentFile } from '#root/jobs/draft.js';
import { templates } from '#root/montage/templates/index.js';
import { timeScene } from '#root/montage/timing.js';

// The pace of all voices.
const LETTER_MS = 1_000 / 14;

/** Returns the words that are spoken, as far as they are known. */
export function wordsOf({ text, to }: DraftContent): string | undefined {
  return text === undefined || to === undefined ? text : fillName(text, to);
}

/** Returns the person's recording or silent clip. The newest one counts. */
export function recordingOf({ attachments }: DraftContent): DraftAttachment | undefined {
  return attachments.findLast(({ kind }) => kind !== 'photo');
}

/** Returns all photos, even those above the limit. */
export function photosOf({ attachments }: DraftContent): DraftAttachment[] {
  return attachments.filter(({ kind }) => kind === 'photo');
}

/** Returns whose voice is heard: that of the person's recording, or a synthetic one. */
export function voiceOf(content: DraftContent): 'own' | 'female' | 'male' {
  return recordingOf(content)?.kind === 'recording' ? 'own' : (content.voice ?? 'female');
}

/** Returns the names of the voices that a draft offers, in the language of its words. */
export function voicesOffered({ content, language }: Draft): { gender: VoiceKind; voice: string }[] {
  const words = wordsOf(content) ?? content.to;
  const spoken = words === undefined ? language : languageOf(words);
  return voiceKinds.map((gender) => ({ gender, voice: `${spoken}-${gender}` }));
}

/**
 * Returns the template that is chosen or that suits the words, else the one that the person prefers, or undefined if
 * nothing says which.
 */
export function templateOf({ template, design, text }: DraftContent): string | undefined {
  if (template !== undefined) return template;
  if (text === undefined) return design;
  return templateOfOccasion(text, templates) ?? design ?? templateFor(text, templates);
}

/** Returns whose music plays, or undefined if nothing says which. */
export function musicOf(content: DraftContent): string | undefined {
  return content.music ?? templateOf(content);
}

/** Returns the shape of the video in its chat. */
export function shapeOf({ format = 'portrait', isVideoNote }: DraftContent): Format | 'round' {
  return isVideoNote ? 'round' : format;
}

/** Returns whether the person changes one part of a copy of a greeting, which is then made at once. */
export function isOneChange({ sourceId, content }: Draft): boolean {
  return sourceId !== null && content.isLed;
}

/** Returns what must still be asked, or undefined if the draft can be ordered. */
export function missingIn(content: DraftContent): Asked | undefined {
  if (lacksName(content)) return 'to';
  return needsWords(content) ? 'text' : undefined;
}

/** Returns whether there is nothing to say: neither words nor a recording. */
export function needsWords(content: DraftContent): boolean {
  return lacksWords(content) && voiceOf(content) !== 'own';
}

/** Returns whether the draft does not say who is greeted. */
export function lacksName({ to, names }: DraftContent): boolean {
  return to === undefined && names === undefined;
}

/** Returns whether there is a person for whom the draft has no words. */
function lacksWords({ text, names }: DraftContent): boolean {
  return text === undefined && (names === undefined || names.people.some((person) => person.text === undefined));
}

export function isTooLong(text: string | undefined): boolean {
  return text !== undefined && isLongerThan(text, wordLimits.text);
}

/** Returns the recording if the person must be asked whether it may be cut. */
export function longRecordingOf(content: DraftContent): SentFile | undefined {
  const recording = recordingOf(content);
  const isSent = recording !== undefined && 'fileId' in recording;
  return isSent && isRecordingTooLong(recording) ? recording : undefined;
}

/** Returns how much of a recording is used, in seconds, or undefined if Telegram does not say how long it is. */
export function secondsUsed(file: DraftAttachment): number | undefined {
  const { seconds } = file;
  return 'isCut' in file && file.isCut && seconds !== undefined ? Math.min(seconds, mediaLimits.seconds) : seconds;
}

/** Returns whether the draft has everything, and nothing about it needs an answer. */
export function isReady(content: DraftContent): boolean {
  return (
    missingIn(content) === undefined &&
    content.problem === undefined &&
    !isTooLong(content.text) &&
    longRecordingOf(content) === undefined &&
    photosOf(content).length <= MAX_PHOTOS
  );
}

/** Returns about how long the video will be, in seconds. */
export function secondsOf(content: DraftContent): number {
  const text = wordsOf(content) ?? '';
  const recording = recordingOf(content);
  const isOwn = voiceOf(content) === 'own';
  const spoken = ({ voice, text }: Scene) =>
    voice === 'synthetic' && !isOwn ? (text.match(/[\p{L}\p{N}]/gu) ?? []).length * LETTER_MS : 0;
  const scenes = buildScript({ to: content.to ?? '', text, language: languageOf(text) });
  const own = isOwn && recording ? (secondsUsed(recording) ?? 0) * 1_000 : 0;
  const lines = scenes.filter(({ kind }) => !isOwn || kind !== 'line');
  const total = lines.reduce((sum, scene) => sum + timeScene(scene.kind, spoken(scene)).durationMs, own);
  return Math.round(total / 1_000);
}
