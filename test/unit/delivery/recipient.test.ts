import { expect, test } from 'vitest';
import { recipientOf } from '#root/delivery/recipient.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { spec } from '../../fixtures/spec.js';

test.each([
  ['ru', { ...spec, language: 'en' }, 'ru'],
  [null, { ...spec, language: 'ru' }, 'ru'],
  [null, null, 'en'],
])(
  'the messages about a greeting are in the language of the person, else of the words',
  (chatLanguage, spec, language) => {
    expect(recipientOf({ chatLanguage, spec } as VideoJob)).toMatchObject({ language });
  },
);
