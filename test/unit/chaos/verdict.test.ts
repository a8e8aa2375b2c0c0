import { expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { type Evidence, judge } from '../../chaos/verdict.js';

const video = { fileId: 'f', sha256: 's', bytes: 1, width: 720, height: 720, duration: 5, hasThumbnail: true };

const failed = textsIn('en')('failure-TELEGRAM_TOO_LARGE');

const tooLarge = (messages: Evidence['messages']) =>
  ({ kind: 'tooLarge', status: 'FAILED', errorCode: 'TELEGRAM_TOO_LARGE', messages, videosShown: 0 }) as const;

const [COMPLETED, FAILED] = ['a_1_greeting_completed', 'a_1_greeting_failed'];
const byHttp = (given: Partial<Evidence['http']>): Partial<Evidence> => ({
  row: { id: 'a', run: 1, status: 'COMPLETED', errorCode: null, failedStep: null },
  http: { ids: ['a'], events: [COMPLETED], ...given },
});

function evidence(changed: Partial<Evidence> & { status?: Evidence['row']['status']; errorCode?: string }): Evidence {
  const { status = 'COMPLETED', errorCode = null, ...rest } = changed;
  const row = {
    id: JSON.stringify(changed),
    run: 1,
    status,
    errorCode,
    failedStep: errorCode === null ? null : 'deliver',
  };
  return {
    kind: 'good',
    cancelled: undefined,
    row,
    messages: [{ messageId: 1, video }],
    videosShown: 1,
    unanswered: 0,
    ...rest,
  };
}

test.each<[string, Partial<Evidence> & { status?: Evidence['row']['status']; errorCode?: string }, string | undefined]>(
  [
    ['a good one that is COMPLETED and shown', {}, undefined],
    ['a good one that is FAILED', { status: 'FAILED', errorCode: 'X' }, 'wrong'],
    ['a row that has not ended', { status: 'PROCESSING' }, 'stuck'],
    ['a COMPLETED one whose chat shows nothing', { messages: [] }, 'lost'],
    [
      'one whose video has no thumbnail',
      { messages: [{ messageId: 1, video: { ...video, hasThumbnail: false } }] },
      'lost',
    ],
    ['one shown twice', { videosShown: 2 }, 'shownTwice'],
    ['one by HTTP that was told once', byHttp({}), undefined],
    ['one by HTTP of whose end nothing was told', byHttp({ events: [] }), 'notToldOnce'],
    [
      'one by HTTP of which an end was told that it did not have',
      byHttp({ events: [FAILED, COMPLETED] }),
      'notToldOnce',
    ],
    ['one by HTTP that two clients got as two', byHttp({ ids: ['a', 'b'] }), 'doubled'],
    [
      'a blocked one that FAILED with its code',
      { kind: 'blocked', status: 'FAILED', errorCode: 'TELEGRAM_BLOCKED' },
      undefined,
    ],
    [
      'a blocked one that FAILED with another code',
      { kind: 'blocked', status: 'FAILED', errorCode: 'STEP_LOST' },
      'wrong',
    ],
    ['a blocked one that is COMPLETED', { kind: 'blocked' }, 'wrong'],
    ['one too large whose chat shows one failure text', tooLarge([{ messageId: 1, text: failed }]), undefined],
    [
      'one too large whose chat shows two failure texts',
      tooLarge([1, 2].map((messageId) => ({ messageId, text: failed }))),
      'notNotifiedOnce',
    ],
    ['one too large whose chat shows no failure text', tooLarge([{ messageId: 1, text: 'ready' }]), 'notNotifiedOnce'],
    [
      'one too large with another text left',
      tooLarge([
        { messageId: 1, text: failed },
        { messageId: 2, text: 'ready' },
      ]),
      'notNotifiedOnce',
    ],
    [
      'one too large with another text left whose send was not answered',
      {
        ...tooLarge([
          { messageId: 1, text: failed },
          { messageId: 2, text: 'ready' },
        ]),
        unanswered: 1,
      },
      undefined,
    ],
    [
      'a good one that is COMPLETED and whose chat shows a failure text',
      {
        messages: [
          { messageId: 1, video },
          { messageId: 2, text: failed },
        ],
      },
      'notNotifiedOnce',
    ],
    ['one cancelled in time', { kind: 'cancelled', cancelled: true, status: 'CANCELLED' }, undefined],
    ['one cancelled in time that is COMPLETED', { kind: 'cancelled', cancelled: true }, 'wrong'],
    ['one cancelled too late', { kind: 'cancelled', cancelled: false }, undefined],
    [
      'one whose cancellation was accepted, but not answered',
      { kind: 'cancelled', cancelled: false, status: 'CANCELLED' },
      undefined,
    ],
    ['a good one that is CANCELLED', { status: 'CANCELLED' }, 'wrong'],
  ],
)('%s', (_, changed, fault) => {
  const { byStatus: _byStatus, textsLeft: _textsLeft, ...lists } = judge([evidence(changed)]);
  const found = Object.entries(lists)
    .filter(([, ids]) => ids.length > 0)
    .map(([name]) => name);
  expect(found).toEqual(fault === undefined ? [] : [fault]);
});
