import { describe, expect, test } from 'vitest';
import { planChaos } from '../../chaos/plan.js';

describe('a plan of chaos', () => {
  const options = { greetings: 200, sharing: 'separate' } as const;
  const plan = planChaos({ ...options, seed: 7 });

  test('is the same for the same seed, and differs for another', () => {
    expect(planChaos({ ...options, seed: 7 })).toEqual(plan);
    expect(planChaos({ ...options, seed: 8 })).not.toEqual(plan);
  });

  test('kills 30 workers and 10 processes of the API or more, Redis twice, once with its data, and PostgreSQL twice, and freezes each kind', () => {
    const count = (kind: string) => plan.faults.filter((fault) => fault.kind === kind).length;
    expect(count('kill worker')).toBeGreaterThanOrEqual(30);
    expect(count('kill api')).toBeGreaterThanOrEqual(10);
    expect([
      count('kill redis'),
      count('wipe redis'),
      count('kill postgres'),
      count('stop postgres'),
      count('freeze worker'),
      count('freeze redis'),
      count('freeze postgres'),
    ]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test('orders greetings just before the end, when a worker of each queue is killed', () => {
    const endMs = Math.max(...plan.faults.map(({ atMs }) => atMs));
    const last = plan.faults.filter(({ atMs }) => atMs === endMs);
    expect(last.map(({ kind }) => kind)).toEqual(Array(4).fill('kill worker'));
    expect(new Set(last.map(({ worker }) => Math.floor(worker / 2))).size).toBe(4);
    expect(plan.orders.filter(({ atMs }) => atMs >= endMs - 1_500).length).toBeGreaterThanOrEqual(4);
  });

  test('orders greetings of every kind, each in its own chat', () => {
    expect(new Set(plan.orders.map(({ kind }) => kind))).toEqual(
      new Set(['good', 'blocked', 'unknown', 'tooLarge', 'cancelled']),
    );
    expect(new Set(plan.orders.map(({ chatId }) => chatId)).size).toBe(200);
  });
});
