import { Argument, Command, Option } from 'commander';
import { describeVideoJob, print, printJson, tabulate, toJson } from '#root/cli/output.js';
import type { Container } from '#root/container.js';
import { InputError, SetupError } from '#root/errors.js';
import { type VideoJob, type VideoJobStatus, videoJobStatuses } from '#root/greeting/video-job.js';

type WithContainer = (work: (container: Container) => Promise<void>) => Promise<void>;

interface JsonOption {
  json?: boolean;
}

const LIST_LIMIT = 100;

/** Returns the `job` command with its subcommands. @param withContainer opens what they need, and closes it afterwards */
export function createJobCommand(withContainer: WithContainer): Command {
  const job = new Command('job').description('Reads and steers greetings.');

  const onOne = (name: string, description: string, act: (container: Container, id: string) => Promise<VideoJob>) =>
    job
      .command(name)
      .description(description)
      .addArgument(new Argument('<id>', 'of the greeting'))
      .option('--json', 'prints the greeting as one line of JSON')
      .action((id: string, { json }: JsonOption) =>
        withContainer(async (container) => show(await act(container, id), json)),
      );

  onOne('show', 'Shows a greeting.', find);
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
  if (videoJob === undefined) throw new InputError('id', 'JOB_UNKNOWN', `there is no greeting ${id}`);
  return videoJob;
}

async function retry(container: Container, id: string): Promise<VideoJob> {
  await find(container, id);
  const videoJob = await container.submitter.retry(id);
  if (videoJob !== undefined) return videoJob;
  const { status } = await find(container, id);
  throw new SetupError('JOB_OPEN', `the greeting is ${status}; only an ended one can be retried`);
}

async function cancel(container: Container, id: string): Promise<VideoJob> {
  await find(container, id);
  const wasOpen = await container.submitter.cancel(id);
  const videoJob = await find(container, id);
  if (!wasOpen) throw new SetupError('JOB_ENDED', `the greeting has ended already: it is ${videoJob.status}`);
  return videoJob;
}

function show(videoJob: VideoJob, json: boolean | undefined): void {
  if (json) printJson(toJson(videoJob));
  else print(describeVideoJob(videoJob));
}
