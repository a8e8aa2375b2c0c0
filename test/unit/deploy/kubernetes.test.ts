import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '#root/config.js';
import { stepNames } from '#root/queue/definitions/index.js';
import {
  checkManifest,
  kustomization,
  type Manifest,
  readManifests,
  renderManifests,
} from '../../helpers/manifests.js';

const DIR = 'deploy/k8s';
const { files, resources } = kustomization(DIR);
const manifests = resources.flatMap((file) => readManifests(`${DIR}/${file}`));

const podSpec = z.object({
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.object({ runAsNonRoot: z.literal(true), seccompProfile: z.object({ type: z.string() }) }),
  containers: z.array(
    z.object({
      args: z.array(z.string()),
      resources: z.object({
        requests: z.object({ cpu: z.string(), memory: z.string() }),
        limits: z.object({ cpu: z.string(), memory: z.string() }),
      }),
      securityContext: z.object({
        readOnlyRootFilesystem: z.literal(true),
        allowPrivilegeEscalation: z.literal(false),
        capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
      }),
      livenessProbe: z.object({ httpGet: z.object({ path: z.literal('/live') }) }).optional(),
      readinessProbe: z.object({ httpGet: z.object({ path: z.literal('/ready') }) }).optional(),
    }),
  ),
});
const workload = z.object({ spec: z.object({ template: z.object({ spec: podSpec }) }) });

interface Trigger {
  type: string;
  metadata: Record<string, string>;
  authenticationRef?: { name: string };
}

function find(kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

function podOf(manifest: Manifest) {
  return workload.parse(manifest).spec.template.spec;
}

describe('the manifests for Kubernetes', () => {
  test('are all listed in the kustomization', () => {
    expect(resources.toSorted()).toEqual(files.toSorted());
  });

  test.each(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const))(
    '%s matches its schema and has no unknown key',
    (_name, manifest) => {
      expect(checkManifest(manifest)).toEqual([]);
    },
  );

  test('are checked by a schema that rejects a wrong type and a misspelt key', () => {
    const deployment = find('Deployment', 'montage');
    const spec = { ...(deployment.spec as object), replicaz: 1 };
    expect(checkManifest({ ...deployment, spec })).toEqual(['/spec/replicaz']);
    expect(() => checkManifest({ ...deployment, spec: { ...spec, replicas: 'two' } })).toThrow('replicas');
  });

  test('run every pod with limits, without root and without privileges', () => {
    const workloads = manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
    expect(() => workloads.map(podOf)).not.toThrow();
  });

  test('probe every long-running pod and give it time to hand over its work', () => {
    for (const manifest of manifests.filter(({ kind }) => kind === 'Deployment')) {
      const { containers, terminationGracePeriodSeconds } = podOf(manifest);
      expect(terminationGracePeriodSeconds).toBeGreaterThan(10);
      for (const { livenessProbe, readinessProbe } of containers) {
        expect(livenessProbe).toBeDefined();
        expect(readinessProbe).toBeDefined();
      }
    }
  });

  test.each(stepNames)('run and scale %s on its own', (step) => {
    expect(podOf(find('Deployment', step)).containers[0]?.args).toEqual(['worker', `--queues=${step}`]);
    expect(find('PodDisruptionBudget', step).spec).toMatchObject({
      selector: { matchLabels: { 'app.kubernetes.io/component': step } },
    });
    expect(find('ScaledObject', step).spec).toMatchObject({
      scaleTargetRef: { name: step },
      triggers: [
        { metadata: { listName: `{zdravitsa}:${step}:prioritized` } },
        { metadata: { listName: `{zdravitsa}:${step}:active` } },
        { metadata: { listName: `{zdravitsa}:${step}:wait` } },
      ],
    });
  });
});

test('two pods of the API or more answer, scaled by their CPU time', () => {
  expect(podOf(find('Deployment', 'api')).containers[0]?.args).toEqual(['api']);
  expect(find('HorizontalPodAutoscaler', 'api').spec).toMatchObject({
    scaleTargetRef: { kind: 'Deployment', name: 'api' },
    minReplicas: 2,
    metrics: [{ resource: { name: 'cpu' } }],
  });
  expect(find('Deployment', 'api').spec).not.toHaveProperty('replicas');
});

describe.each([
  { components: ['redis-tls'], type: 'redis', place: {} },
  { components: ['redis-cluster'], type: 'redis-cluster', place: { clusterNodes: expect.any(Array) } },
  { components: ['redis-sentinel', 'redis-tls'], type: 'redis-sentinel', place: { sentinel: expect.any(Object) } },
  { components: ['redis-cluster', 'redis-tls'], type: 'redis-cluster', place: { clusterNodes: expect.any(Array) } },
])('the manifests with $components', ({ components, type, place }) => {
  const rendered = renderManifests(DIR, components);
  const isSecure = components.includes('redis-tls');
  const all = (kind: string) => (rendered ?? []).filter((manifest) => manifest.kind === kind);
  const variables = (all('ConfigMap')[0]?.data ?? {}) as Record<string, string>;

  test.skipIf(rendered === undefined)('match their schemas and are in one namespace', () => {
    for (const manifest of rendered ?? []) {
      expect(checkManifest(manifest)).toEqual([]);
      if (manifest.kind !== 'Namespace') expect(manifest.metadata).toMatchObject({ namespace: 'zdravitsa' });
    }
  });

  test.skipIf(rendered === undefined)('give every process the address of Redis', () => {
    const { REDIS_TLS_CA_FILE: file, ...env } = variables;
    const config = loadConfig({ env: { ...env, STORAGE: '', DATABASE_URL: 'postgresql://localhost/any' } });
    expect(config.redis).toMatchObject(place);
    expect(config.redis.tls !== undefined).toBe(isSecure);
    const workloads = [...all('Deployment'), ...all('Job')].map((manifest) => JSON.stringify(manifest));
    expect(workloads).toHaveLength(8);
    for (const each of workloads) expect(each.includes('"/etc/redis-ca"')).toBe(isSecure);
    expect(file).toBe(isSecure ? '/etc/redis-ca/ca.crt' : undefined);
  });

  test.skipIf(rendered === undefined)('give KEDA variables of Redis that the pods have', () => {
    const secrets = ['REDIS_USERNAME', 'REDIS_PASSWORD', 'REDIS_SENTINEL_PASSWORD'];
    const known = [...Object.keys(variables), ...secrets];
    const triggers = all('ScaledObject').flatMap(({ spec }) => (spec as { triggers: Trigger[] }).triggers);
    expect(triggers).toHaveLength(3 * stepNames.length);
    for (const trigger of triggers) {
      expect(trigger.type).toBe(type);
      expect(trigger.authenticationRef?.name).toBe(isSecure ? 'redis-tls' : undefined);
      const named = Object.entries(trigger.metadata).filter(([key]) => key.endsWith('FromEnv'));
      for (const [, name] of named) expect(known).toContain(name);
    }
    expect(all('TriggerAuthentication')).toHaveLength(isSecure ? 1 : 0);
  });
});
