import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { loadConfig, variableNames } from '#root/config.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { checkManifest, kustomization, type Manifest, readManifests } from '../../helpers/manifests.js';

const DIR = 'deploy/k8s';
const manifests = kustomization(DIR).resources.flatMap((file) => readManifests(`${DIR}/${file}`));
const ofKind = (...kinds: string[]) => manifests.filter(({ kind }) => kinds.includes(kind));
const hasKubectl = !(await execa('kubectl', ['kustomize', '--help'], { reject: false })).failed;

const labels = z.record(z.string(), z.string());
const probe = z.object({ httpGet: z.object({ port: z.string() }) }).optional();
const container = z.object({
  image: z.string(),
  envFrom: z.array(z.record(z.string(), z.object({ name: z.string() }))),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
});
const template = z.object({
  metadata: z.object({ labels }),
  spec: z.object({ containers: z.tuple([container]) }),
});
const workload = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ template }) });

/** The workloads by name, with the labels of their pods and their container. */
const pods = ofKind('Deployment', 'Job').map((manifest) => {
  const { metadata, spec } = workload.parse(manifest);
  return { name: metadata.name, labels: spec.template.metadata.labels, ...spec.template.spec.containers[0] };
});
const { data: variables } = z.object({ data: z.record(z.string(), z.string()) }).parse(ofKind('ConfigMap')[0]);

/** Returns the pods that a Deployment, a disruption budget, a Service or a network policy selects. */
function selectedBy({ kind, spec }: Manifest) {
  const matching = z.object({ matchLabels: labels }).transform(({ matchLabels }) => matchLabels);
  const by = { Service: ['selector', labels], NetworkPolicy: ['podSelector', matching] } as const;
  const [key, schema] = by[kind as keyof typeof by] ?? (['selector', matching] as const);
  const wanted = Object.entries(schema.parse((spec as Record<string, unknown>)[key]));
  return pods.filter((pod) => wanted.every(([label, value]) => pod.labels[label] === value));
}

describe('the manifests for Kubernetes', () => {
  test.each(
    ofKind('Deployment', 'PodDisruptionBudget', 'Service', 'NetworkPolicy').map(
      (manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const,
    ),
  )('%s selects exactly the pods of its name', (_name, manifest) => {
    const { name } = manifest.metadata;
    expect(selectedBy(manifest)).toEqual(name === 'zdravitsa' ? pods : pods.filter((pod) => pod.name === name));
  });

  test('probe every pod at HEALTH_PORT', () => {
    for (const { ports, startupProbe, livenessProbe, readinessProbe } of pods) {
      const probed = [startupProbe, livenessProbe, readinessProbe].flatMap((each) => each?.httpGet.port ?? []);
      const known = ports.filter(({ containerPort }) => String(containerPort) === variables.HEALTH_PORT);
      expect(new Set(probed)).toEqual(new Set(known.map(({ name }) => name)));
    }
  });

  test('route and allow connections to ports that pods have', () => {
    const service = z.object({ spec: z.object({ ports: z.array(z.object({ targetPort: z.string() })) }) });
    for (const manifest of ofKind('Service')) {
      const targets = service.parse(manifest).spec.ports.map(({ targetPort }) => targetPort);
      const known = selectedBy(manifest).flatMap(({ ports }) => ports.map(({ name }) => name));
      expect(known).toEqual(expect.arrayContaining(targets));
    }
    const port = z.object({ port: z.number() });
    const policy = z.object({ spec: z.object({ ingress: z.array(z.object({ ports: z.array(port) })) }) });
    for (const manifest of ofKind('NetworkPolicy')) {
      const allowed = policy.parse(manifest).spec.ingress.flatMap(({ ports }) => ports.map((each) => each.port));
      const known = selectedBy(manifest).flatMap(({ ports }) => ports.map(({ containerPort }) => containerPort));
      expect(known).toEqual(expect.arrayContaining(allowed));
    }
  });

  test('pass the variables to every pod, and none that the configuration does not read', () => {
    const sources = [{ configMapRef: { name: 'zdravitsa' } }, { secretRef: { name: 'zdravitsa' } }];
    for (const { envFrom } of pods) expect(envFrom).toEqual(sources);
    expect(ofKind('ConfigMap').map(({ metadata }) => metadata.name)).toEqual(['zdravitsa']);
    expect(Object.keys(variables).filter((name) => !variableNames.includes(name))).toEqual([]);
  });

  test.each(stepNames)('give KEDA the address of Redis and the concurrency of a pod of %s', (step) => {
    const trigger = z.object({ name: z.string(), metadata: labels });
    const scaled = z.object({ spec: z.object({ triggers: z.array(trigger) }) });
    const { triggers } = scaled.parse(ofKind('ScaledObject').find(({ metadata }) => metadata.name === step)).spec;
    for (const { metadata } of triggers) {
      expect([metadata.hostFromEnv, metadata.portFromEnv]).toEqual(['REDIS_HOST', 'REDIS_PORT']);
      expect(variables).toMatchObject({ REDIS_HOST: expect.any(String), REDIS_PORT: expect.any(String) });
    }
    const { queues } = loadConfig({ env: { DATABASE_URL: 'postgresql://localhost/any' } });
    const active = triggers.find(({ name }) => name === 'active')?.metadata.listLength;
    expect(active).toBe(String(queues.concurrency[step]));
  });

  test.skipIf(!hasKubectl)(
    'are rendered by kubectl into one namespace and image (skipped if it is not installed)',
    async () => {
      const { stdout } = await execa('kubectl', ['kustomize', DIR]);
      const rendered: Manifest[] = parseAllDocuments(stdout).map((document) => document.toJS());
      expect(rendered.length).toBe(manifests.length);
      for (const manifest of rendered) {
        expect(checkManifest(manifest)).toEqual([]);
        if (manifest.kind !== 'Namespace') expect(manifest.metadata).toHaveProperty('namespace', 'zdravitsa');
      }
      const images = rendered.flatMap((manifest) => {
        const { success, data } = workload.safeParse(manifest);
        return success ? data.spec.template.spec.containers[0].image : [];
      });
      expect(images.length).toBe(pods.length);
      expect(new Set(images)).toEqual(new Set([expect.stringMatching(/^registry\.example\.internal\/zdravitsa:\d/)]));
    },
  );
});
