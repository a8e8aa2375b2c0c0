import type { GreetingBody } from '#root/api/greetings/schemas.js';
import { hasEnded, type Metadata, type VideoJob } from '#root/jobs/video-job.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import type { RunProgress } from '#root/queue/runs/inspect-runs.js';

const PATH = '/v1/greetings';

/** Returns the path of a greeting. */
export function pathOf(id: string): string {
  return `${PATH}/${id}`;
}

/** Returns a greeting as the API shows it. @param progress of its steps, if they are known */
export function toBody(videoJob: VideoJob, progress?: RunProgress): GreetingBody {
  const { id, status, run, spec, batchId, durationMs, createdAt, startedAt, finishedAt } = videoJob;
  return {
    id,
    status,
    run,
    step: stepNames.find((name) => name === videoJob.step) ?? null,
    ...(progress === undefined || hasEnded(videoJob) ? {} : { progress: fractionOf(progress) }),
    to: spec?.to ?? null,
    text: spec?.text ?? null,
    template: spec?.template ?? null,
    format: spec?.format ?? null,
    voice: spec?.voice ?? null,
    delivery: videoJob.delivery ?? 'link',
    batchId,
    durationMs,
    metadata: (videoJob.metadata as Metadata | null) ?? null,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    error: errorOf(videoJob),
    links: linksOf(videoJob),
  };
}

function errorOf({ status, errorCode, errorMessage, failedStep }: VideoJob): GreetingBody['error'] {
  if (status !== 'FAILED' && status !== 'CANCELLED') return null;
  const code = errorCode ?? (status === 'CANCELLED' ? 'CANCELLED' : 'UNEXPECTED');
  return { code, step: failedStep, message: errorMessage ?? '' };
}

function linksOf({ id, status, videoKey, posterKey }: VideoJob): GreetingBody['links'] {
  const self = pathOf(id);
  const isReady = status === 'COMPLETED';
  return {
    self,
    events: `${self}/events`,
    ...(isReady && videoKey !== null ? { video: `${self}/video`, subtitles: `${self}/subtitles.vtt` } : {}),
    ...(isReady && posterKey !== null ? { poster: `${self}/poster` } : {}),
  };
}

// What a step costs of the whole, roughly: `npm run bench -- montage`.
const shares: Record<StepName, number> = { tts: 0.25, montage: 0.65, deliver: 0.08, greeting: 0.02 };

/** Returns how far a run is, 0…1, to the hundredth. */
export function fractionOf(progress: RunProgress): number {
  const sum = stepNames.reduce((done, name) => done + shares[name] * progress[name], 0);
  return Math.round(sum * 100) / 100;
}
