import type { Scene } from '#root/greeting/script.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { type RunId, type SpeechVoice, scriptOf, specOf, speechVoiceOf } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { ttsStep } from '#root/queue/definitions/tts.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import type { Line, Speaker } from '#root/tts/speaker.js';
import type { SpeechKeys } from '#root/tts/speech.js';

export interface TtsProcessorDeps {
  speaker: Speaker;
  videoJobs: Pick<VideoJobs, 'saveVoice' | 'keepUses'>;
}

/** Voice of the greeting, if one was chosen. */
interface Chosen {
  chosen: SpeechVoice | undefined;
  signal: AbortSignal;
}

/** Returns the processor that makes the sound of one scene. */
export function createTtsProcessor({ speaker, videoJobs }: TtsProcessorDeps): ProcessorOf<typeof ttsStep> {
  /**
   * Speaks the line in the voice of the greeting, and chooses one if it has none. If its engine fails, the greeting
   * changes to the voice of another one: montage finds out if other lines were spoken before.
   */
  async function speak(line: Line, run: RunId, { chosen, signal }: Chosen) {
    const { voice, ...keys } = await speaker.speak(line, { signal, chosen });
    if (voice === undefined || voice.id === chosen?.id) return { ...keys, voice: voice?.id };
    const held = await videoJobs.saveVoice(run, voice, chosen);
    if (held === undefined || held.id === voice.id) return { ...keys, voice: voice.id };
    // Another line chose a different voice meanwhile.
    return speak(line, run, { chosen: held, signal });
  }

  return async ({ data, videoJob, signal }) => {
    const spec = specOf(videoJob);
    const script = scriptOf(videoJob);
    const scene = script[data.scene];
    if (scene === undefined) throw new RangeError(`The script has no scene ${data.scene}`);
    const line = { voice: spec.voice, greeting: textOf(script), ...wordsOf(scene, spec) };
    const { recording } = spec;
    const soundOf = {
      synthetic: () => speak(line, data, { chosen: speechVoiceOf(videoJob), signal }),
      recording: () =>
        recording === undefined ? speaker.rest(line, { signal }) : speaker.play(line, recording, { signal }),
      none: () => speaker.rest(line, { signal }),
    } satisfies Record<Scene['voice'], () => Promise<SpeechKeys & { voice?: string | undefined }>>;
    const { audioKey, ...spoken } = await soundOf[scene.voice]();
    await videoJobs.keepUses(data, [spoken.speechKey, audioKey]);
    return { scene: data.scene, ...spoken };
  };
}

/** The closing is the project's own, so the name is not in it. */
function wordsOf({ kind, text }: Scene, { to, sayAs }: GreetingSpec): Pick<Line, 'text' | 'isOwnText' | 'name'> {
  if (kind === 'closing') return { text, isOwnText: true };
  return { text, name: sayAs === undefined ? undefined : { written: to, said: sayAs } };
}

function textOf(script: readonly Scene[]): string {
  return script.flatMap(({ kind, text }) => (kind === 'line' ? [text] : [])).join('\n');
}
