import { statfs } from 'node:fs/promises';
import { Counter, Gauge, type Registry } from 'prom-client';
import { childCpuSeconds } from '#root/media/child-cpu.js';

export interface MachineMetricsDeps {
  registry: Registry;
  /** Folders whose disks are told, by the name that is told. */
  dirs: Record<string, string>;
}

/** Returns a reader of the disks that this process writes to, and of the CPU time of the ffmpegs that it ran. */
export function createMachineMetrics({ registry, dirs }: MachineMetricsDeps): () => Promise<void> {
  const registers = [registry];
  const options = { labelNames: ['dir'], registers };
  const free = new Gauge({ name: 'zdravitsa_disk_free_bytes', help: 'Room left on the disk of a folder.', ...options });
  const size = new Gauge({ name: 'zdravitsa_disk_size_bytes', help: 'Size of the disk of a folder.', ...options });
  const ffmpeg = new Counter({
    name: 'zdravitsa_ffmpeg_cpu_seconds_total',
    help: 'CPU time, user and system, of the ffmpegs of this process that have ended. Linux only.',
    registers,
  });

  async function readDisk(dir: string, path: string): Promise<void> {
    try {
      const { bavail, blocks, bsize } = await statfs(path);
      free.set({ dir }, bavail * bsize);
      size.set({ dir }, blocks * bsize);
    } catch {
      free.remove(dir);
      size.remove(dir);
    }
  }

  return async () => {
    // The only children of these processes are ffmpegs, and Linux sums up those it has ended: exact, killed ones too.
    const seconds = childCpuSeconds();
    ffmpeg.reset();
    if (seconds === undefined) ffmpeg.remove();
    else ffmpeg.inc(seconds);
    await Promise.all(Object.entries(dirs).map(([dir, path]) => readDisk(dir, path)));
  };
}
