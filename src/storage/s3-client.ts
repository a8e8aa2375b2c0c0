import type { Agent } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';

export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface ClientOptions {
  /** Number of tries per call. */
  attempts?: number;
  /** Time without a packet after which a try fails, in milliseconds. */
  silenceMs?: number;
  /** Leads through a proxy. */
  agent?: Agent | undefined;
}

const ATTEMPTS = 4;
const CONNECT_MS = 5_000;
// Time limit without a packet. Systems in between may buffer the last 3 MB of an upload, which take 23 s at 130 KB/s.
// The caller limits the time of the whole call, because it knows the size.
const SILENCE_MS = 30_000;

/**
 * Creates a client that uses only features that every S3-compatible server has, Swift and MinIO included.
 */
export function createS3Client(
  { endpoint, region, accessKeyId, secretAccessKey }: S3Settings,
  { attempts = ATTEMPTS, silenceMs = SILENCE_MS, agent }: ClientOptions = {},
): S3Client {
  // Standard error is reserved for the log, and package.json already decides which versions of Node and the SDK fit.
  // biome-ignore lint/style/noProcessEnv: the SDK has no other switch
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // The SDK sends checksums as trailers of a chunked stream. Some servers refuse these, and one stores them as
    // content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: silenceMs,
      ...(agent === undefined ? {} : { httpAgent: agent, httpsAgent: agent }),
    },
  });
}
