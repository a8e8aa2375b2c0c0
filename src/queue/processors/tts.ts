import { buildScript } from '#root/greeting/script.js';
import type { ttsStep } from '#root/queue/definitions/tts.js';
import type { ProcessorOf } from '#root/queue/step-input.js';
import type { Speak } from '#root/tts/speech.js';

/** Speaks one line of the script. */
export function createTtsProcessor({ speak }: { speak: Speak }): ProcessorOf<typeof ttsStep> {
  return async ({ data, videoJob, signal }) => {
    const scene = buildScript(videoJob.spec)[data.scene];
    if (scene === undefined) throw new RangeError(`The script has no scene ${data.scene}`);
    const { speechKey } = await speak({ text: scene.text, voice: videoJob.spec.voice }, { signal });
    return { scene: data.scene, speechKey };
  };
}
