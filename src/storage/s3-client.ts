import { S3Client } from '@aws-sdk/client-s3';

export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const ATTEMPTS = 4;
const CONNECT_MS = 5_000;
// Between two packets, and for a call with no body to come: nothing in between is that slow.
const SILENCE_MS = 15_000;
const ANSWER_MS = 60_000;

/**
 * Makes a client that works with any S3-compatible server: Swift, MinIO and others lack what it leaves out.
 * @param limits how often a call is tried, and after how long without a byte it is given up
 */
export function createS3Client(
  { endpoint, region, accessKeyId, secretAccessKey }: S3Settings,
  { attempts = ATTEMPTS, silenceMs = SILENCE_MS }: { attempts?: number; silenceMs?: number } = {},
): S3Client {
  // It warns on standard error, which is for the log, of what package.json decides: which Node and which SDK.
  // biome-ignore lint/style/noProcessEnv: the SDK has no other switch for it
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // The SDK's own checksums go as trailers of a chunked stream, which some servers refuse and one stores as content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: silenceMs,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
}
