import { expect, test } from 'vitest';
import { videoKeyboard } from '#root/delivery/keyboards.js';
import { recipientOf } from '#root/delivery/recipient.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { spec } from '../../fixtures/spec.js';

const ordered = recipientOf({
  id: '0198c0de-0000-7000-8000-000000000000',
  chatLanguage: 'en',
  orderedBy: '5',
  spec,
} as VideoJob);
const urlsOf = (giftUrl?: string) =>
  videoKeyboard({ ...ordered, giftUrl }, { canShare: false })
    .flat()
    .flatMap((button) => ('url' in button ? [[button.text, button.url]] : []));

test('a video has a button that leads to its page, if there is one', () => {
  expect(urlsOf()).toEqual([]);
  expect(urlsOf('https://greetings.example/g/x')).toEqual([['🔗 Page', 'https://greetings.example/g/x']]);
});
