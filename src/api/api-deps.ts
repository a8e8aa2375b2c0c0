import type { Container } from '#root/app/container.js';

/** What the routes use of the container. */
export type ApiDeps = Pick<
  Container,
  | 'config'
  | 'logger'
  | 'metrics'
  | 'tracing'
  | 'videoJobs'
  | 'batches'
  | 'apiKeys'
  | 'apiUploads'
  | 'gifts'
  | 'voiceSamples'
  | 'webhooks'
  | 'forgetter'
  | 'flows'
  | 'submitter'
  | 'checkOrder'
  | 'takeIn'
  | 'takeFiles'
  | 'store'
  | 'ffmpeg'
  | 'workDir'
>;
