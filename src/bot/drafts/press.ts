import { lacksName, longRecordingOf, needsWords, photosOf, recordingOf } from '#root/bot/drafts/choices.js';
import { cutToFit } from '#root/bot/drafts/cut-to-fit.js';
import { offeredWords, VARIANTS } from '#root/bot/drafts/offered-words.js';
import { changeRecording } from '#root/bot/drafts/to-order.js';
import { tones } from '#root/greeting/ready-words/tones.js';
import { formatNames, NO_MUSIC, voiceKinds } from '#root/greeting/spec.js';
import type { Draft, DraftContent } from '#root/jobs/draft.js';
import { templateNames } from '#root/montage/templates/index.js';

type Screen = DraftContent['screen'];

/** A button of a draft that changes it. */
export interface Press {
  action: string;
  value?: string | undefined;
}

// The questions that a person is led through.
const path = ['occasion', 'to', 'words', 'card'] as const satisfies Screen[];

const opens = new Map<string, Screen>([
  ['n', 'to'],
  ['b', 'names'],
  ['w', 'words'],
  ['o', 'occasion'],
  ['v', 'voice'],
  ['f', 'format'],
  ['m', 'music'],
  ['a', 'files'],
]);

/** Each returns the content with a value, or undefined if there is no such value. */
const choose = new Map<string, (draft: Draft, value: string) => DraftContent | undefined>([
  ['o', chooseOccasion],
  ['w', chooseWords],
  ['v', chooseVoice],
  ['f', chooseFormat],
  ['m', chooseMusic],
  ['a', chooseFiles],
]);

/** Returns the content after a button was pressed, or undefined if the button means nothing. */
export function press(draft: Draft, { action, value }: Press): DraftContent | undefined {
  const changed = value === undefined ? move(draft, action) : choose.get(action)?.(draft, value);
  return changed && { ...changed, problem: undefined };
}

/** Returns the content with the next question of the path, or the card after the last one and for a person who is not led. */
export function goOn(content: DraftContent, answered: Screen): DraftContent {
  const next = content.isLed
    ? path.slice(path.indexOf(answered as 'card') + 1).find((screen) => isOpen(content, screen))
    : 'card';
  return { ...content, screen: next ?? 'card', isLed: content.isLed && next !== 'card' };
}

function isOpen(content: DraftContent, screen: Screen): boolean {
  if (screen === 'occasion') return content.template === undefined;
  return screen === 'to' ? lacksName(content) : screen === 'words' ? needsWords(content) : true;
}

function move(draft: Draft, action: string): DraftContent | undefined {
  const { content } = draft;
  if (action === 'c') return { ...content, screen: before(content) };
  if (action === 's') return skip(draft);
  const screen = opens.get(action);
  return screen && { ...content, screen, isLed: false };
}

function before({ isLed, screen }: DraftContent): Screen {
  return (isLed ? path[path.indexOf(screen as 'card') - 1] : undefined) ?? 'card';
}

/** Leaves a question open, except for the words: a person who skips them takes the first ones that are offered. */
function skip(draft: Draft): DraftContent {
  const { content } = draft;
  const isWords = content.screen === 'words' && content.text === undefined;
  return goOn(isWords ? { ...content, text: offeredWords(draft, 'short') } : content, content.screen);
}

function chooseOccasion({ content }: Draft, value: string): DraftContent | undefined {
  return templateNames.includes(value) ? goOn({ ...content, template: value }, 'occasion') : undefined;
}

function chooseVoice({ content }: Draft, value: string): DraftContent | undefined {
  const voice = voiceKinds.find((kind) => kind === value);
  return voice && goOn({ ...content, voice }, 'voice');
}

function chooseFormat({ content }: Draft, value: string): DraftContent | undefined {
  if (value === 'round') return goOn({ ...content, format: 'square', isVideoNote: true }, 'format');
  const format = formatNames.find((name) => name === value);
  return format && goOn({ ...content, format, isVideoNote: undefined }, 'format');
}

function chooseMusic({ content }: Draft, value: string): DraftContent | undefined {
  const isKnown = value === NO_MUSIC || templateNames.includes(value);
  return isKnown ? goOn({ ...content, music: value }, 'music') : undefined;
}

function chooseFiles({ content }: Draft, value: string): DraftContent | undefined {
  if (value === 'photos' || value === 'recording') return dropFiles(content, value);
  // These two answer a question that comes before every other one.
  if (longRecordingOf(content) === undefined) return undefined;
  if (value === 'cut') return changeRecording(content, { isCut: true });
  return value === '0' ? { ...dropFiles(content, 'recording'), screen: content.screen } : undefined;
}

function dropFiles(content: DraftContent, value: 'photos' | 'recording'): DraftContent {
  const dropped = value === 'photos' ? photosOf(content) : [recordingOf(content)];
  const attachments = content.attachments.filter((file) => !dropped.includes(file));
  return { ...content, attachments, screen: attachments.length > 0 ? 'files' : 'card' };
}

function chooseWords(draft: Draft, value: string): DraftContent | undefined {
  const { content } = draft;
  const { text = '', variant } = content;
  if (value === '+') return { ...content, variant: (variant % VARIANTS) + 1 };
  if (value === 'cut') return { ...content, text: cutToFit(text) };
  if (value === 'new') return { ...content, text: undefined };
  const tone = tones.find((each) => value === `${each[0]}${variant}`);
  return tone && goOn({ ...content, text: offeredWords(draft, tone) }, 'words');
}
