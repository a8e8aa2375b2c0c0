/** What programs are notified of. */
export const eventTypes = [
  'greeting.completed',
  'greeting.failed',
  'greeting.cancelled',
  'greeting.thanked',
  'batch.completed',
  'ping',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Returns the id of what happens once to something. The standard forbids dots in it. */
export function eventIdOf(type: EventType, ...subject: (string | number)[]): string {
  return [...subject, type.replace('.', '_')].join('_');
}
