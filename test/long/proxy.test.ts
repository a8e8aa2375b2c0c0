import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { startBotApiServer } from '../helpers/bot-api/server.js';
import { startCollector } from '../helpers/collector.js';
import { startForwardProxy } from '../helpers/forward-proxy.js';
import { runScript } from '../helpers/processes.js';
import { startS3rver } from '../helpers/s3-server.js';
import { freshVariables } from '../helpers/services.js';
import { tone } from '../helpers/wav.js';

const TOKEN = '123:secret';
// s3rver takes the name of any other host for that of a bucket.
const S3_HOST = 's3.amazonaws.com';
const portOf = (address: string) => Number(new URL(address).port);

/** Starts a server that speaks TLS as `telegram.test` in front of another one. Its certificate is `certificate.pem`. */
async function startTls(dir: string, targetPort: number) {
  const [key, certificate] = [join(dir, 'key.pem'), join(dir, 'certificate.pem')];
  await execa('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=telegram.test', '-addext', 'subjectAltName=DNS:telegram.test'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const server = createServer({ key: await readFile(key), cert: await readFile(certificate) }, (near) => {
    pipeline(near, connect(targetPort, '127.0.0.1'), near, () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { certificate, port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

test('Telegram, S3 and the collector of traces are reached through a proxy with a login, and only they', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const server = await startBotApiServer({ token: TOKEN });
  const tls = await startTls(dir, portOf(server.apiRoot));
  const s3 = await startS3rver(join(dir, 's3'));
  const collector = await startCollector();
  const proxy = await startForwardProxy({
    'telegram.test': tls.port,
    [S3_HOST]: portOf(s3.settings.endpoint),
    'collector.test': portOf(collector.endpoint),
  });
  const bot = runScript('bot', [], {
    ...(await freshVariables()),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: 'https://telegram.test',
    NODE_EXTRA_CA_CERTS: tls.certificate,
    STORAGE: 's3',
    S3_ENDPOINT: `http://${S3_HOST}`,
    S3_BUCKET: s3.settings.bucket,
    S3_ACCESS_KEY_ID: s3.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.settings.secretAccessKey,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.test',
    HTTPS_PROXY: proxy.url,
    HTTP_PROXY: proxy.url,
  });
  try {
    server.send('7', { voice: { file_id: server.addFile(tone()) }, caption: 'Анна: ура' });
    await expect.poll(() => server.ledger.messages('7').at(-1)?.text ?? '').toContain('⏳');
  } finally {
    bot.kill('SIGTERM');
    const { exitCode, stderr } = await bot;
    await Promise.all([server.stop(), s3.stop(), collector.stop(), proxy.stop(), tls.stop()]);
    await rm(dir, { recursive: true, force: true });
    expect([exitCode, stderr.includes('pass word'), stderr.includes('pass%20word')]).toEqual([0, false, false]);
  }
  expect(server.downloads.peak).toBe(1);
  expect(collector.spans.map(({ name }) => name)).toContain('update');
  const asked = new Set(proxy.seen.map((line) => line.replace(/(?<=test|com)[/?].*/, '')));
  expect(asked).toEqual(
    new Set([
      'CONNECT telegram.test:443',
      ...['HEAD', 'PUT'].map((method) => `${method} http://${S3_HOST}`),
      'POST http://collector.test',
    ]),
  );
});
