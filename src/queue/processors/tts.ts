import type { Scene } from '#root/greeting/script.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { scriptOf, specOf } from '#root/jobs/video-job.js';
import type { ttsStep } from '#root/queue/definitions/tts.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import { type Languages, languagesOf } from '#root/tts/languages.js';
import type { Speaker } from '#root/tts/speaker.js';

interface Greeting {
  spec: GreetingSpec;
  script: Scene[];
}

/** Returns the processor that makes the sound of one scene. */
export function createTtsProcessor({ speaker }: { speaker: Speaker }): ProcessorOf<typeof ttsStep> {
  async function voiceOf(scene: Scene, { spec, script }: Greeting, options: { signal: AbortSignal }) {
    const { text, voice } = scene;
    if (voice === 'synthetic') {
      return speaker.speak({ text, voice: spec.voice, languages: await languagesFor(scene, script) }, options);
    }
    const { recording } = spec;
    if (voice === 'none' || recording === undefined) return speaker.rest({ text }, options);
    return speaker.play({ text, recording }, options);
  }

  return async ({ data, videoJob, signal }) => {
    const spec = specOf(videoJob);
    const script = scriptOf(videoJob);
    const scene = script[data.scene];
    if (scene === undefined) throw new RangeError(`The script has no scene ${data.scene}`);
    const { speechKey } = await voiceOf(scene, { spec, script }, { signal });
    return { scene: data.scene, speechKey };
  };
}

/** The closing is the project's own text, in the language of the voice. */
async function languagesFor({ kind }: Scene, script: readonly Scene[]): Promise<Languages> {
  if (kind === 'closing') return {};
  return languagesOf(script.flatMap((scene) => (scene.kind === 'line' ? [scene.text] : [])).join('\n'));
}
