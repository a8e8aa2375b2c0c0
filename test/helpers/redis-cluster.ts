import type { GuardedServer } from '#root/dev/embedded/guarded-server.js';
import { freePort } from './free-port.js';
import {
  HOST,
  makeSite,
  type RedisSetup,
  type Site,
  securityVariables,
  startServer,
  stopSite,
  until,
  withClient,
} from './redis-servers.js';

export interface RedisCluster extends RedisSetup {
  /** Returns the index in `servers` of the primary that got the slot. */
  nodeOf(slot: number): number;
  /** Ends a node by SIGKILL. */
  kill(at: number): Promise<void>;
  start(at: number): Promise<void>;
  /** Adds a replica of a primary. Returns a function that says whether it has become the primary. */
  addReplica(of: number): Promise<() => Promise<boolean>>;
}

interface Node {
  port: number;
  busPort: number;
}

const SLOTS = 16_384;
const PRIMARIES = 3;
const SHARE = Math.ceil(SLOTS / PRIMARIES);

/** Starts a cluster of three nodes. */
export async function startRedisCluster({ isSecure = false } = {}): Promise<RedisCluster> {
  const site = await makeSite({ isSecure });
  const nodes: Node[] = [];
  for (let at = 0; at < PRIMARIES; at += 1) nodes.push(await newNode());
  const servers = await Promise.all(nodes.map((node) => startNode(site, node)));
  await makeCluster(site, nodes);
  return {
    servers,
    variables: {
      ...securityVariables(site),
      REDIS_CLUSTER_NODES: nodes.map(({ port }) => `${HOST}:${port}`).join(','),
    },
    nodeOf: (slot) => Math.floor(slot / SHARE),
    async kill(at) {
      process.kill(servers[at]?.pid ?? 0, 'SIGKILL');
      await servers[at]?.ended;
    },
    async start(at) {
      servers[at] = await startNode(site, nodes[at] as Node);
    },
    async addReplica(of) {
      const node = await newNode();
      servers.push(await startNode(site, node));
      await replicate(site, nodes[of] as Node, node);
      const isPrimary = async () =>
        withClient(site, node.port, async (client) => (await client.role())[0] === 'master');
      return isPrimary;
    },
    stop: () => stopSite(site, servers),
  };
}

async function newNode(): Promise<Node> {
  return { port: await freePort(), busPort: await freePort() };
}

async function startNode(site: Site, { port, busPort }: Node): Promise<GuardedServer> {
  return startServer(site, port, [
    ...['--cluster-enabled', 'yes', '--cluster-port', String(busPort), '--cluster-node-timeout', '2000'],
    // Announce names to clients, because certificates contain names.
    ...['--cluster-announce-hostname', HOST, '--cluster-preferred-endpoint-type', 'hostname'],
    ...['--repl-diskless-sync-delay', '0'],
  ]);
}

async function makeCluster(site: Site, nodes: Node[]): Promise<void> {
  for (const [at, { port }] of nodes.entries()) {
    await withClient(site, port, async (client) => {
      await client.call('CLUSTER', 'ADDSLOTSRANGE', at * SHARE, Math.min((at + 1) * SHARE, SLOTS) - 1);
      await client.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1);
    });
  }
  const [first, ...others] = nodes as [Node, ...Node[]];
  for (const node of others) await meet(site, first, node);
  for (const { port } of nodes) await until(site, port, async (client) => knows(client, nodes.length));
}

async function meet(site: Site, known: Node, { port, busPort }: Node): Promise<void> {
  await withClient(site, known.port, (client) => client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort));
}

async function replicate(site: Site, primary: Node, replica: Node): Promise<void> {
  await meet(site, primary, replica);
  const id = await withClient(site, primary.port, (client) => client.call('CLUSTER', 'MYID'));
  await until(site, replica.port, async (client) => knows(client, PRIMARIES + 1));
  await withClient(site, replica.port, (client) => client.call('CLUSTER', 'REPLICATE', String(id)));
  await until(site, replica.port, async (client) => (await client.info('replication')).includes('link_status:up'));
  // The other nodes vote only for a replica that they know.
  await until(site, primary.port, async (client) => {
    const replicas = await client.call('CLUSTER', 'REPLICAS', String(id));
    return Array.isArray(replicas) && replicas.length === 1;
  });
}

async function knows(client: { call(...args: [string, string]): Promise<unknown> }, count: number): Promise<boolean> {
  const info = String(await client.call('CLUSTER', 'INFO'));
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${count}\r`);
}
