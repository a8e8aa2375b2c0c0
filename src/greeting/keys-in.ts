import type { GreetingSpec } from '#root/greeting/spec.js';

/** Returns the keys of the artifacts that a greeting begins with: its photos, recording and clip. */
export function keysIn({ photos, recording, clip }: Pick<GreetingSpec, 'photos' | 'recording' | 'clip'>): string[] {
  return [...photos, recording?.soundKey, recording?.clipKey, clip?.key].filter((key) => key !== undefined);
}
