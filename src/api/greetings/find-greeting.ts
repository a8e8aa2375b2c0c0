import { ProblemError } from '#root/api/problem.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';

/** Returns a greeting of the key. Throws ProblemError 404, for the greeting of another key too. */
export async function findGreeting(
  videoJobs: Pick<VideoJobs, 'findOfKey'>,
  { id: apiKeyId }: Pick<ApiKey, 'id'>,
  id: string,
): Promise<VideoJob> {
  const videoJob = await videoJobs.findOfKey(apiKeyId, id);
  if (videoJob === undefined) throw new ProblemError(404, 'GREETING_UNKNOWN', 'there is no such greeting');
  return videoJob;
}
