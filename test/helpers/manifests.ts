import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { execaSync } from 'execa';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';

const models = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  Namespace,
  NetworkPolicy,
  PodDisruptionBudget,
  ScaledObject,
  Service,
  TriggerAuthentication,
};

export type Manifest = { kind: string; apiVersion: string; metadata: { name: string } } & Record<string, unknown>;

/** Returns the names of the manifests in the directory, and the names that its kustomization lists. */
export function kustomization(dir: string): { files: string[]; resources: string[] } {
  const files = readdirSync(dir).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  return { files, resources: parse(readFileSync(`${dir}/kustomization.yaml`, 'utf8')).resources };
}

/** Returns all documents of a file. */
export function readManifests(path: string): Manifest[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS());
}

/** Returns the manifests that kubectl renders with these components, or undefined if kubectl is not installed. */
export function renderManifests(dir: string, components: readonly string[]): Manifest[] | undefined {
  const overlay = mkdtempSync(join(tmpdir(), 'zdravitsa-test-'));
  try {
    const base = relative(overlay, resolve(dir));
    const added = components.map((name) => `${base}/components/${name}`);
    writeFileSync(join(overlay, 'kustomization.yaml'), JSON.stringify({ resources: [base], components: added }));
    const { stdout, code } = execaSync('kubectl', ['kustomize', overlay], { reject: false });
    if (code === 'ENOENT') return undefined;
    return parseAllDocuments(stdout).map((document) => document.toJS());
  } finally {
    rmSync(overlay, { recursive: true });
  }
}

/** Returns the paths of keys that are not in the manifest's schema. Throws if the manifest violates the schema. */
export function checkManifest(manifest: Manifest): string[] {
  const model: { new (data: never): unknown; apiVersion: string; prototype: { validate(): void } } | undefined =
    models[manifest.kind as keyof typeof models];
  if (model === undefined || model.apiVersion !== manifest.apiVersion)
    throw new Error(`no schema for ${manifest.apiVersion} ${manifest.kind}`);
  const seen = new Set<string>();
  model.prototype.validate.call(watched(manifest, '', seen));
  return keysOf(manifest, '').filter((path) => !seen.has(path));
}

/** Records the keys that are read. The compiled validators read only the keys of their schema. */
function watched<T extends object>(value: T, path: string, seen: Set<string>): T {
  return new Proxy(value, {
    get(target, key) {
      const child = Reflect.get(target, key);
      if (typeof key !== 'string') return child;
      const at = `${path}/${key}`;
      seen.add(at);
      return typeof child === 'object' && child !== null ? watched(child, at, seen) : child;
    },
  });
}

function keysOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [`${path}/${key}`, ...keysOf(child, `${path}/${key}`)]);
}
