// Shown in the description of the API.

const ID = '0198c0de-0000-7000-8000-000000000001';

export const orderExample = { to: 'Anna', text: 'Happy birthday! Be happy.', metadata: { orderId: 42 } };

export const draftExample = {
  to: 'Anna',
  text: 'Happy birthday! Be happy.',
  template: 'birthday',
  format: 'portrait',
  voice: 'en-female',
  language: 'en',
};

export const greetingExample = {
  id: ID,
  status: 'PROCESSING',
  run: 1,
  step: 'montage',
  progress: 0.25,
  to: 'Anna',
  text: 'Happy birthday! Be happy.',
  template: 'birthday',
  format: 'portrait',
  voice: 'en-female',
  delivery: 'link',
  batchId: null,
  durationMs: null,
  metadata: { orderId: 42 },
  createdAt: '2026-11-27T10:00:00.000Z',
  startedAt: '2026-11-27T10:00:00.200Z',
  finishedAt: null,
  error: null,
  links: { self: `/v1/greetings/${ID}`, events: `/v1/greetings/${ID}/events` },
};
