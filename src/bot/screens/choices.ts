import {
  isOneChange,
  musicOf,
  photosOf,
  recordingOf,
  secondsOf,
  shapeOf,
  templateOf,
  voiceOf,
  voicesOffered,
} from '#root/bot/drafts/choices.js';
import { button, choice, wayOut } from '#root/bot/screens/buttons.js';
import { remarks } from '#root/bot/screens/parts.js';
import { bold, compose, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { describeFiles } from '#root/bot/screens/summary.js';
import { formatNames, NO_MUSIC, VIDEO_NOTE_SECONDS } from '#root/greeting/spec.js';
import type { Draft } from '#root/jobs/draft.js';
import { templateNames } from '#root/montage/templates/index.js';
import { keyFor } from '#root/telegram/text-keys.js';

/** What an installation has beside the draft. */
export interface Offers {
  /** Names of the voices that have a sample. */
  samples: readonly string[];
}

/** Asks for the occasion. For a person who is led it is the first question. */
export function occasionScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const chosen = templateOf(draft.content);
  const options = templateNames.flatMap((value) => {
    const key = keyFor('design', value);
    return key === undefined ? [] : { value, text: texts(key), isChosen: value === chosen };
  });
  return {
    ...compose([...remarks(draft), bold(texts(isOneChange(draft) ? 'ask-design' : 'ask-occasion'))]),
    keyboard: [
      ...choice(draft, 'o', options),
      [button(draft, texts('button-designs'), 'o?')],
      wayOut(draft, { mayGoBack: !draft.content.isLed }),
    ],
  };
}

/** Asks whose voice speaks. Those that have a sample can be heard. */
export function voiceScreen(draft: Draft, { samples }: Offers): Screen {
  const texts = textsOf(draft);
  const rows = voicesOffered(draft).map(({ gender, voice }) => {
    const isChosen = gender === voiceOf(draft.content);
    const [chosen = []] = choice(draft, 'v', [{ value: gender, text: texts(`speaker-${gender}`), isChosen }]);
    return samples.includes(voice)
      ? [...chosen, button(draft, texts('button-listen'), 'v?', { value: voice })]
      : chosen;
  });
  return { ...compose([...remarks(draft), bold(texts('ask-voice'))]), keyboard: [...rows, wayOut(draft)] };
}

/** Asks for the shape of the video. */
export function formatScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const isShort = secondsOf(draft.content) <= VIDEO_NOTE_SECONDS;
  const shapes = [...formatNames, ...(isShort ? (['round'] as const) : [])];
  const options = shapes.map((value) => {
    return { value, text: texts(`shape-${value}`), isChosen: value === shapeOf(draft.content) };
  });
  const keyboard = [...choice(draft, 'f', options, 1), wayOut(draft)];
  return { ...compose([...remarks(draft), bold(texts('ask-format'))]), keyboard };
}

/** Asks for the music: that of a template, or none. */
export function musicScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const options = [...templateNames, NO_MUSIC].map((value) => {
    const key = keyFor('design', value);
    const text = key === undefined ? texts('no-music') : texts(key);
    return { value, text, isChosen: value === musicOf(draft.content) };
  });
  const keyboard = [...choice(draft, 'm', options), wayOut(draft)];
  return { ...compose([...remarks(draft), bold(texts('ask-music'))]), keyboard };
}

/** Shows the files of a draft, and lets them be removed. */
export function filesScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { content } = draft;
  const removals = [
    ...(photosOf(content).length > 0 ? [button(draft, texts('button-drop-photos'), 'a', { value: 'photos' })] : []),
    ...(recordingOf(content) === undefined
      ? []
      : [button(draft, texts('button-drop-recording'), 'a', { value: 'recording' })]),
  ];
  return {
    ...compose([...describeFiles(content.attachments).map(bold), texts('files-help')]),
    keyboard: [...(removals.length > 0 ? [removals] : []), wayOut(draft)],
  };
}
