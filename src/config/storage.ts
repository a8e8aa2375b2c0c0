import { z } from 'zod';
import { count, type Refuse, type Values } from '#root/config/kinds.js';

export const storageVariables = {
  STORAGE: z.enum(['local', 's3']).default('local'),
  STORAGE_DIR: z.string().default('var/storage'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_CACHE_BYTES: count.default(2 * 1024 ** 3),
};

type StorageValues = Values<typeof storageVariables>;

const REQUIRED_BY_S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

export function checkStorage(env: StorageValues, refuse: Refuse): void {
  if (env.STORAGE !== 's3') return;
  for (const name of REQUIRED_BY_S3) if (env[name] === undefined) refuse(name, 'is required if STORAGE is s3');
}

export function toStorage(env: StorageValues) {
  return { kind: env.STORAGE, dir: env.STORAGE_DIR, s3: toS3(env) };
}

function toS3(env: StorageValues) {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket, S3_CACHE_BYTES: cacheBytes } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (env.STORAGE !== 's3' || !endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, region, bucket, accessKeyId, secretAccessKey, cacheBytes };
}
