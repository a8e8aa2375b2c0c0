import { Command } from 'commander';
import { type Container, createContainer } from '#root/app/container.js';
import { createApiKeyCommand } from '#root/cli/api-key.js';
import { createGreetCommand } from '#root/cli/greet.js';
import { createJobCommand } from '#root/cli/job.js';
import { createSayCommand } from '#root/cli/say.js';
import { createVoicesCommand } from '#root/cli/voices.js';
import { loadContext, runCommand } from '#root/process/run-command.js';

await runCommand(
  new Command('zdravitsa')
    .addCommand(createGreetCommand(withContainer))
    .addCommand(createJobCommand(withContainer))
    .addCommand(createApiKeyCommand(withContainer))
    .addCommand(createSayCommand())
    .addCommand(createVoicesCommand()),
);

async function withContainer(work: (container: Container) => Promise<void>): Promise<void> {
  const container = createContainer(loadContext({ defaults: { LOG_LEVEL: 'warn' } }));
  try {
    await work(container);
  } finally {
    await container.close();
  }
}
