import type { FlowJob } from 'bullmq';
import { describe, expect, test } from 'vitest';
import { stepNames } from '#root/queue/definitions/index.js';
import { buildFlow, jobIdsOf } from '#root/queue/runs/flow.js';

const flow = buildFlow({ videoJobId: 'abc', run: 2 }, 3, 7, { prefix: '{p}', attempts: 5, backoffMs: 1_000 });

function nodes(node: FlowJob): FlowJob[] {
  return [node, ...(node.children ?? []).flatMap((child) => nodes(child as FlowJob))];
}

describe('a flow', () => {
  test('is greeting ← deliver ← montage ← one tts a scene', () => {
    expect(nodes(flow).map(({ queueName }) => queueName)).toEqual([
      'greeting',
      'deliver',
      'montage',
      'tts',
      'tts',
      'tts',
    ]);
  });

  test('holds a job of every step', () => {
    expect(new Set(nodes(flow).map(({ queueName }) => queueName))).toEqual(new Set(stepNames));
  });

  test('has ids made of greeting, run, step and scene, none with a colon', () => {
    expect(nodes(flow).map(({ opts }) => opts?.jobId)).toEqual([
      'abc-2-greeting',
      'abc-2-deliver',
      'abc-2-montage',
      'abc-2-tts-0',
      'abc-2-tts-1',
      'abc-2-tts-2',
    ]);
  });

  test('is read by step, in the order in which the steps run', () => {
    expect(jobIdsOf(flow)).toEqual([
      { step: 'tts', ids: ['abc-2-tts-0', 'abc-2-tts-1', 'abc-2-tts-2'] },
      { step: 'montage', ids: ['abc-2-montage'] },
      { step: 'deliver', ids: ['abc-2-deliver'] },
      { step: 'greeting', ids: ['abc-2-greeting'] },
    ]);
  });

  test('gives all its jobs the place of the greeting, between 1 and the lowest priority of BullMQ', () => {
    const priorityAt = (place: number) => {
      const options = { prefix: '{p}', attempts: 5, backoffMs: 1_000 };
      const jobs = nodes(buildFlow({ videoJobId: 'abc', run: 2 }, 3, place, options));
      return [...new Set(jobs.map(({ opts }) => opts?.priority))];
    };
    expect([0, 1, 2, 2_097_150, 2_097_151].map(priorityAt)).toEqual([[1], [2], [3], [2_097_151], [1]]);
  });

  test('carries ids only', () => {
    for (const { data } of nodes(flow))
      expect(Object.keys(data).filter((name) => name !== 'scene')).toEqual(['videoJobId', 'run']);
  });

  test('passes a failure up to deliver and then runs the root', () => {
    const [root, deliver, montage, tts] = nodes(flow);
    expect(tts?.opts).toMatchObject({ failParentOnFailure: true, attempts: 5 });
    expect(montage?.opts).toMatchObject({ failParentOnFailure: true });
    expect(deliver?.opts).toMatchObject({ continueParentOnFailure: true });
    expect(root?.opts?.attempts).toBeGreaterThan(1_000);
  });

  test('keeps finished jobs for a while', () => {
    for (const { opts } of nodes(flow)) expect(opts?.removeOnComplete).toMatchObject({ age: expect.any(Number) });
  });
});
