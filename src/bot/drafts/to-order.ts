import { missingIn, photosOf, recordingOf, templateOf, voiceOf, wordsOf } from '#root/bot/drafts/choices.js';
import type { InputError } from '#root/errors.js';
import { languageOf } from '#root/greeting/check-order.js';
import type { Order } from '#root/greeting/order.js';
import { MAX_PHOTOS } from '#root/greeting/spec.js';
import type { DraftAttachment, DraftContent } from '#root/jobs/draft.js';

/** Returns the order that a draft is: with its first photos, and the name in the words. */
export function toOrder(content: DraftContent): Order<DraftAttachment> {
  const { to = '', format, voice } = content;
  const text = wordsOf(content);
  const recording = recordingOf(content);
  const isSynthetic = voice !== undefined && voiceOf(content) !== 'own';
  return {
    to,
    text,
    template: templateOf(content),
    format,
    voice: isSynthetic ? `${languageOf(text ?? to)}-${voice}` : undefined,
    attachments: {
      photos: photosOf(content).slice(0, MAX_PHOTOS),
      recording,
      isRecordingCut: recording?.isCut,
    },
  };
}

/**
 * Returns the content after its order was refused: without what cannot be used, which is asked for again.
 * @param mayCut whether the person can be asked if a recording that is too long shall be cut
 */
export function afterRefusal(content: DraftContent, { code, field }: InputError, mayCut: boolean): DraftContent {
  if (field === 'to') return { ...content, to: undefined, problem: code };
  // The recording has no sound.
  if (field === 'text' && missingIn(content) === undefined && content.text === undefined)
    return changeRecording(content, { kind: 'animation' });
  if (field === 'text') return { ...content, text: undefined, problem: code };
  if (code === 'MEDIA_TOO_LONG' && mayCut) return changeRecording(content, { isLong: true });
  const usable = content.attachments.filter(({ kind }) => (kind === 'photo') !== (field === 'photo'));
  // Telegram refuses a file that is too large without saying what it is.
  const attachments = usable.length < content.attachments.length ? usable : [];
  return { ...content, attachments, problem: code };
}

/** Returns the content with its recording changed. */
export function changeRecording(content: DraftContent, changed: Partial<DraftAttachment>): DraftContent {
  const recording = recordingOf(content);
  const attachments = content.attachments.map((file) => (file === recording ? { ...file, ...changed } : file));
  return { ...content, attachments };
}
