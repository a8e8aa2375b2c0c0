import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFolderChannel } from '#root/delivery/folder.js';

test('a folder that is not writable is a set-up error at start and a temporary error later', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const [out, videoPath] = [join(dir, 'out'), join(dir, 'video.mp4')];
  await writeFile(videoPath, 'a video');
  await writeFile(out, 'in the way');
  const channel = createFolderChannel({ dir: out });
  const deliver = () => channel.deliver({} as never, { videoJobId: 'job' } as never, { videoPath } as never);
  await expect(channel.assertReachable(null)).rejects.toMatchObject({ name: 'SetupError' });
  await expect(deliver()).rejects.toMatchObject({ name: 'UnavailableError', code: 'DELIVERY_DIR_NOT_WRITABLE' });
  await rm(out);
  const { path = '' } = await deliver();
  expect(await readFile(path, 'utf8')).toBe('a video');
});
