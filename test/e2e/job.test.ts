import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createJobCommand } from '#root/cli/job.js';
import { createDatabase, type Database } from '#root/db/client.js';
import { createVideoJobs } from '#root/jobs/video-jobs.js';
import { spec } from '../fixtures/spec.js';
import { containerOf } from '../helpers/make-greeting.js';
import { lastJson, runScript } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

let variables: Record<string, string>;
let db: Database;

beforeAll(async () => {
  variables = await freshVariables();
  db = createDatabase({ url: variables.DATABASE_URL ?? '' });
});

afterAll(() => db.$disconnect());

test('a greeting that does not exist can be neither retried nor cancelled: exit 2', async () => {
  const { exitCode, stderr } = await runScript('job', ['retry', 'nothing'], variables);
  expect([exitCode, stderr]).toEqual([2, 'zdravitsa: <id>: there is no greeting nothing']);
  const container = containerOf(variables);
  onTestFinished(() => container.close());
  const cancel = createJobCommand((work) => work(container)).parseAsync(['cancel', 'nothing'], { from: 'user' });
  await expect(cancel).rejects.toMatchObject({ field: '<id>', message: 'there is no greeting nothing' });
});

test('a greeting that cannot be retried or cancelled now is printed all the same, with exit 1', async () => {
  const { videoJob } = await createVideoJobs({ db }).create({ spec });
  const job = (verb: string) => runScript('job', [verb, videoJob.id, '--json'], variables);

  const retried = await job('retry');
  expect(retried).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('only an ended one') });
  expect(lastJson(retried.stdout)).toMatchObject({ id: videoJob.id, status: 'QUEUED', run: 1 });

  expect((await job('cancel')).exitCode).toBe(0);
  const cancelled = await job('cancel');
  expect(cancelled).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('has ended already') });
  expect(lastJson(cancelled.stdout)).toMatchObject({ id: videoJob.id, status: 'CANCELLED' });
});
