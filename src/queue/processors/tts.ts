import type { Scene } from '#root/greeting/script.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { scriptOf, specOf } from '#root/jobs/video-job.js';
import type { ttsStep } from '#root/queue/definitions/tts.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import type { Speaker } from '#root/tts/speaker.js';

/** Returns the processor that makes the sound of one scene. */
export function createTtsProcessor({ speaker }: { speaker: Speaker }): ProcessorOf<typeof ttsStep> {
  function voiceOf({ text, voice }: Scene, spec: GreetingSpec, options: { signal: AbortSignal }) {
    if (voice === 'synthetic') return speaker.speak({ text, voice: spec.voice }, options);
    const { recording } = spec;
    if (voice === 'none' || recording === undefined) return speaker.rest({ text }, options);
    return speaker.play({ text, recording }, options);
  }

  return async ({ data, videoJob, signal }) => {
    const spec = specOf(videoJob);
    const scene = scriptOf(videoJob)[data.scene];
    if (scene === undefined) throw new RangeError(`The script has no scene ${data.scene}`);
    const { speechKey } = await voiceOf(scene, spec, { signal });
    return { scene: data.scene, speechKey };
  };
}
