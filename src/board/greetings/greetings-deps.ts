import type { Audit } from '#root/jobs/audit.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { Sealer } from '#root/process/sealer.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';
import type { Submitter } from '#root/queue/runs/submit.js';
import type { Store } from '#root/storage/store.js';

/** What the pages of greetings need. */
export interface GreetingsDeps {
  videoJobs: Pick<
    VideoJobs,
    'find' | 'earlierRuns' | 'page' | 'countFailures' | 'countOpen' | 'countEnded' | 'countMatching' | 'idsMatching'
  >;
  flows: Pick<RunGateway, 'backlog' | 'condition' | 'report' | 'pause' | 'resume'>;
  submitter: Pick<Submitter, 'retry' | 'cancel' | 'retryAll' | 'cancelAll'>;
  audit: Audit;
  /** Name of the login, for the audit. */
  operator: string;
  store: Store;
  /** Hides searched names in addresses. */
  sealer: Sealer;
  /** Address of a trace, with the placeholder TRACE_ID. */
  traceUrl: string | undefined;
  logger: Logger;
}
