import { Argument, Command, Option } from 'commander';
import type { Container } from '#root/app/container.js';
import { describeVideoJob, print, printJson, tabulate, toJson } from '#root/cli/output.js';
import { InputError, SetupError } from '#root/errors.js';
import { type VideoJob, type VideoJobStatus, videoJobStatuses } from '#root/jobs/video-job.js';

type WithContainer = (work: (container: Container) => Promise<void>) => Promise<void>;

interface JsonOption {
  json?: boolean;
}

/** The greeting after a command, with the reason if the command was refused. */
interface Result {
  videoJob: VideoJob;
  refusal?: SetupError;
}

const LIST_LIMIT = 100;

/** Returns the `job` command with its subcommands. @param withContainer creates a container and closes it afterwards */
export function createJobCommand(withContainer: WithContainer): Command {
  const job = new Command('job').description('Shows, retries and cancels greetings.');

  const onOne = (name: string, description: string, act: (container: Container, id: string) => Promise<Result>) =>
    job
      .command(name)
      .description(description)
      .addArgument(new Argument('<id>', 'id of the greeting'))
      .option('--json', 'prints the greeting as one line of JSON')
      .action((id: string, { json }: JsonOption) =>
        withContainer(async (container) => {
          const { videoJob, refusal } = await act(container, id);
          if (json) printJson(toJson(videoJob));
          else if (refusal === undefined) print(describeVideoJob(videoJob));
          if (refusal !== undefined) throw refusal;
        }),
      );

  onOne('show', 'Shows a greeting.', async (container, id) => ({ videoJob: await find(container, id) }));
  onOne('retry', 'Starts a new run of a greeting that has ended.', retry);
  onOne('cancel', 'Stops a greeting that has not ended.', cancel);
  job
    .command('list')
    .description(`Lists greetings, the newest first, ${LIST_LIMIT} at most.`)
    .addOption(new Option('--status <status>', 'only these').choices(videoJobStatuses))
    .option('--json', 'prints an array as one line of JSON')
    .action((options: JsonOption & { status?: VideoJobStatus }) =>
      withContainer(async ({ videoJobs }) => {
        const found = await videoJobs.list({ status: options.status, limit: LIST_LIMIT });
        if (options.json) printJson(found.map(toJson));
        else print(tabulate(found));
      }),
    );
  return job;
}

async function find({ videoJobs }: Container, id: string): Promise<VideoJob> {
  const videoJob = await videoJobs.find(id);
  if (videoJob === undefined) throw new InputError('<id>', 'JOB_UNKNOWN', `there is no greeting ${id}`);
  return videoJob;
}

async function retry(container: Container, id: string): Promise<Result> {
  const retried = await container.submitter.retry(id);
  if (retried !== undefined) return { videoJob: retried };
  const videoJob = await find(container, id);
  const refusal = new SetupError('JOB_OPEN', `the greeting is ${videoJob.status}; only an ended one can be retried`);
  return { videoJob, refusal };
}

async function cancel(container: Container, id: string): Promise<Result> {
  const cancelled = await container.submitter.cancel(id);
  if (cancelled !== undefined) return { videoJob: cancelled };
  const videoJob = await find(container, id);
  const refusal = new SetupError('JOB_ENDED', `the greeting has ended already: it is ${videoJob.status}`);
  return { videoJob, refusal };
}
