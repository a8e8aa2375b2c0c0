import { missingIn, photosOf, recordingOf, templateOf, voiceOf, wordsOf } from '#root/bot/drafts/choices.js';
import type { InputError } from '#root/errors.js';
import { languageOf } from '#root/greeting/check-order.js';
import type { Order, StoredFiles } from '#root/greeting/order.js';
import { MAX_PHOTOS } from '#root/greeting/spec.js';
import type { DraftAttachment, DraftContent, SentFile } from '#root/jobs/draft.js';

/** Returns the order that a draft is: with its first photos, and the name in the words. */
export function toOrder(content: DraftContent): Order<SentFile> {
  const { to = '', sayAs, format, isVideoNote, music, voice } = content;
  const text = wordsOf(content);
  const isSynthetic = voice !== undefined && voiceOf(content) !== 'own';
  return {
    to,
    sayAs,
    text,
    template: templateOf(content),
    format,
    isVideoNote,
    music,
    voice: isSynthetic ? `${languageOf(text ?? to)}-${voice}` : undefined,
    ...filesOf(content),
  };
}

/** The photos of an earlier greeting come first, because a draft begins with them. */
function filesOf(content: DraftContent): Pick<Order<SentFile>, 'attachments' | 'stored'> {
  const photos = usedPhotosOf(content);
  const recording = recordingOf(content);
  const [sent] = recording === undefined ? [] : sentAmong([recording]);
  const { recording: sound, clip } = recording !== undefined && 'stored' in recording ? recording.stored : {};
  const stored: StoredFiles = {
    photos: photos.flatMap((photo) => ('stored' in photo ? photo.stored.photos : [])),
    ...(sound === undefined ? {} : { recording: sound }),
    ...(clip === undefined ? {} : { clip }),
  };
  return { attachments: { photos: sentAmong(photos), recording: sent, isRecordingCut: sent?.isCut }, stored };
}

function usedPhotosOf(content: DraftContent): DraftAttachment[] {
  return photosOf(content).slice(0, MAX_PHOTOS);
}

function sentAmong(files: readonly DraftAttachment[]): SentFile[] {
  return files.flatMap((file) => ('fileId' in file ? file : []));
}

/**
 * Returns the content after its order was refused: without what cannot be used, which is asked for again.
 * @param mayCut whether the person can be asked if a recording that is too long shall be cut
 */
export function afterRefusal(content: DraftContent, { code, field, facts }: InputError, mayCut: boolean): DraftContent {
  if (field === 'to') return { ...content, to: undefined, problem: code };
  // The recording has no sound.
  if (field === 'text' && missingIn(content) === undefined && content.text === undefined)
    return changeRecording(content, { kind: 'animation' });
  if (field === 'text') return { ...content, text: undefined, problem: code };
  if (code === 'MEDIA_TOO_LONG' && mayCut) return changeRecording(content, { isLong: true });
  const refused = field === 'photo' ? sentAmong(usedPhotosOf(content))[Number(facts.index)] : undefined;
  if (refused !== undefined)
    return { ...content, attachments: content.attachments.filter((file) => file !== refused), problem: code };
  const isKept = (file: DraftAttachment) => 'stored' in file || (file.kind === 'photo') !== (field === 'photo');
  const usable = content.attachments.filter(isKept);
  // Telegram refuses a file that is too large without saying what it is.
  const isFound = usable.length < content.attachments.length;
  const attachments = isFound ? usable : content.attachments.filter((file) => 'stored' in file);
  return { ...content, attachments, problem: code };
}

/** Returns the content with its recording changed. */
export function changeRecording(content: DraftContent, changed: Partial<DraftAttachment>): DraftContent {
  const recording = recordingOf(content);
  const attachments = content.attachments.map((file) => (file === recording ? { ...file, ...changed } : file));
  return { ...content, attachments };
}
