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
// Without a packet. All that is sent may be on its way for a while before the server has it and answers: on a line of
// 130 KB/s the last 3 MB, which the systems between hold back. How long a whole call may take is its caller's to say,
// who knows how much there is to send.
const SILENCE_MS = 30_000;

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
    },
  });
}
