import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Container } from '#root/app/container.js';
import { parseCount } from '#root/cli/count.js';
import { print, printJson, table } from '#root/cli/output.js';
import { InputError } from '#root/errors.js';
import { type ApiKey, type Scope, scopes } from '#root/jobs/api-keys.js';

type WithContainer = (work: (container: Container) => Promise<void>) => Promise<void>;

interface JsonOption {
  json?: boolean;
}

interface CreateOptions extends JsonOption {
  name: string;
  scopes: Scope[];
  rate: number;
  open: number;
  expires?: Date;
}

const NAME_LENGTH = 100;
const RATE = 600;
const OPEN = 1_000;
// Messages to any chat are not for everybody.
const USUAL_SCOPES = scopes.filter((scope) => scope !== 'telegram');

/** Returns the `api-key` command with its subcommands. @param withContainer creates a container and closes it afterwards */
export function createApiKeyCommand(withContainer: WithContainer): Command {
  const command = new Command('api-key').description('Creates, lists and revokes keys of the HTTP API.');
  command
    .command('create')
    .description('Creates a key and prints its secret, which nobody can find out later.')
    .requiredOption('--name <name>', 'who uses it', parseName)
    .option('--scopes <list>', `what it may do, of ${scopes.join(', ')}`, parseScopes, USUAL_SCOPES)
    .option('--rate <number>', 'requests a minute', (value) => parseCount(value), RATE)
    .option('--open <number>', 'greetings that may be open at the same time', (value) => parseCount(value), OPEN)
    .option('--expires <date>', 'when it ends, e.g. 2027-01-31', parseDate)
    .option('--json', 'prints the key as one line of JSON')
    .action(({ name, scopes, rate, open: openMax, expires: expiresAt, json }: CreateOptions) =>
      withContainer(async ({ apiKeys }) => {
        const { apiKey, token } = await apiKeys.create({ name, scopes, rate, openMax, expiresAt });
        if (json) return printJson({ ...apiKey, token });
        print(token);
        process.stderr.write(`Keep it: it is shown only now. Its id is ${apiKey.id}.\n`);
      }),
    );
  command
    .command('list')
    .description('Lists all keys, the newest first.')
    .option('--json', 'prints an array as one line of JSON')
    .action(({ json }: JsonOption) =>
      withContainer(async ({ apiKeys }) => {
        const found = await apiKeys.list();
        if (json) printJson(found);
        else print(tabulate(found));
      }),
    );
  command
    .command('revoke')
    .description('Ends a key at once.')
    .addArgument(new Argument('<id>', 'id of the key'))
    .option('--json', 'prints the key as one line of JSON')
    .action((id: string, { json }: JsonOption) =>
      withContainer(async ({ apiKeys }) => {
        const apiKey = await apiKeys.revoke(id);
        if (apiKey === undefined) throw new InputError('<id>', 'KEY_UNKNOWN', `there is no key ${id}`);
        if (json) printJson(apiKey);
        else print(`${apiKey.id} (${apiKey.name}) is revoked`);
      }),
    );
  return command;
}

function tabulate(apiKeys: ApiKey[]): string {
  const day = (date: Date | null) => date?.toISOString().slice(0, 16).replace('T', ' ') ?? '';
  const rows = apiKeys.map(({ id, name, scopes, rate, openMax, expiresAt, revokedAt, lastUsedAt }) => [
    id,
    name,
    scopes.join(','),
    String(rate),
    String(openMax),
    day(lastUsedAt),
    revokedAt === null ? day(expiresAt) : 'revoked',
  ]);
  return table([['ID', 'NAME', 'SCOPES', 'RATE', 'OPEN', 'LAST USED', 'EXPIRES'], ...rows]);
}

function parseName(value: string): string {
  const name = value.trim();
  if (name !== '' && name.length <= NAME_LENGTH) return name;
  throw new InvalidArgumentError(`It has 1 to ${NAME_LENGTH} characters.`);
}

function parseScopes(value: string): Scope[] {
  const names = value.split(',').map((name) => name.trim());
  const known = names.map((name) => scopes.find((scope) => scope === name));
  const unknown = names.find((_, index) => known[index] === undefined);
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`Unknown scope "${unknown}"; known: ${scopes.join(', ')}.`);
  }
  return [...new Set(known.filter((scope) => scope !== undefined))];
}

function parseDate(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError(`"${value}" is no date such as 2027-01-31.`);
  if (date.getTime() <= Date.now()) throw new InvalidArgumentError(`"${value}" is over already.`);
  return date;
}
