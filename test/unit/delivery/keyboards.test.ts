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
const last = (hasPage: boolean) => videoKeyboard(ordered, { canShare: false, hasPage }).flat().at(-1)?.text;

test('a video has a button that makes its page, if there are pages', () => {
  expect(last(false)).toBe('👥 Several');
  expect(last(true)).toBe('🔗 Page');
});
