import { expect, test } from 'vitest';
import { parseProgressLine } from '#root/media/progress.js';

test('progress is read from the lines that ffmpeg 5.1 writes', () => {
  const lines = [
    'frame=104',
    'fps=0.00',
    'total_size=48',
    'out_time_us=3413333',
    'out_time_ms=3413333',
    'out_time=00:00:03.413333',
    'out_time_us=N/A',
    'progress=continue',
  ];
  expect(lines.map(parseProgressLine).filter((time) => time !== undefined)).toEqual([3_413.333]);
});
