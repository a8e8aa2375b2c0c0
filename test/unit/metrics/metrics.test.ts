import { expect, test } from 'vitest';
import { createMetrics } from '#root/metrics/metrics.js';
import { createQueueMetrics } from '#root/metrics/queue-metrics.js';

const counts = { waiting: 2, active: 0, delayed: 0, failed: 0 };

test('metrics that cannot be read in time are missing, and are not read again until then', async () => {
  let isHanging = false;
  let reads = 0;
  const metrics = createMetrics();
  const { registry } = metrics;
  const countStuck = async () => {
    reads += 1;
    return isHanging ? new Promise<number>(() => {}) : 3;
  };
  const backlog = async () => ({ counts, oldestWaitingMs: 1_500 });
  metrics.onScrape(
    createQueueMetrics({
      registry,
      backlog,
      videoJobs: { countStuck },
      webhooks: { oldestDueSeconds: async () => 90 },
    }),
  );

  const before = await metrics.text();
  expect(before).toContain('zdravitsa_greetings_stuck 3\n');
  expect(before).toContain('zdravitsa_webhook_oldest_due_seconds 90\n');
  expect(before).toContain('zdravitsa_queue_oldest_waiting_seconds{queue="tts"} 1.5\n');
  isHanging = true;
  const [during] = await Promise.all([metrics.text(), metrics.text()]);
  expect(during).not.toMatch(/^zdravitsa_greetings_stuck/m);
  expect(during).toContain('zdravitsa_queue_jobs{queue="tts",state="waiting"} 2\n');
  expect(reads).toBe(2);
});

test('latency is measured for completed greetings only', async () => {
  const metrics = createMetrics();
  metrics.greetingEnded({ status: 'COMPLETED', code: 'none', seconds: 3 });
  metrics.greetingEnded({ status: 'FAILED', code: 'FFMPEG_FAILED', seconds: 900 });
  metrics.greetingEnded({ status: 'CANCELLED', code: 'none', seconds: 900 });
  const text = await metrics.text();
  expect(text).toContain('zdravitsa_greeting_latency_seconds_sum 3\n');
  expect(text).toContain('zdravitsa_greetings_total{status="FAILED",code="FFMPEG_FAILED"} 1\n');
  expect(text).toContain('zdravitsa_greetings_total{status="CANCELLED",code="none"} 1\n');
});
