import { longRecordingOf } from '#root/bot/drafts/choices.js';
import { button } from '#root/bot/screens/buttons.js';
import { remarks } from '#root/bot/screens/parts.js';
import { bold, compose, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { clock } from '#root/bot/screens/summary.js';
import { mediaLimits } from '#root/intake/limits.js';
import type { Draft } from '#root/jobs/draft.js';

/** Asks whether a recording that is too long may be cut. */
export function longRecordingScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { seconds = 0 } = longRecordingOf(draft.content) ?? {};
  const fits = clock(mediaLimits.seconds);
  const question =
    seconds > mediaLimits.seconds
      ? texts('recording-too-long', { length: clock(seconds), fits })
      : texts('recording-too-long-unmeasured', { fits });
  return {
    ...compose([...remarks(draft), bold(question)]),
    keyboard: [
      [
        button(draft, texts('button-cut'), 'a', { value: 'cut' }),
        button(draft, texts('button-record-again'), 'a', { value: '0' }),
      ],
      [button(draft, texts('button-discard'), 'x', { style: 'danger' })],
    ],
  };
}
