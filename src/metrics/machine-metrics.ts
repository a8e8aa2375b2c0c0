import { statfs } from 'node:fs/promises';
import { Counter, Gauge, type Registry } from 'prom-client';
import { childCpuSeconds } from '#root/media/child-cpu.js';

export interface MachineMetricsDeps {
  registry: Registry;
  /** Folders whose disks are reported, by their label. */
  dirs: Record<string, string>;
}

/** Registers metrics of the folders' disks and of ffmpeg's CPU time. Returns the function that updates them. */
export function createMachineMetrics({ registry, dirs }: MachineMetricsDeps): () => Promise<void> {
  const registers = [registry];
  const options = { labelNames: ['dir'], registers };
  const free = new Gauge({
    name: 'zdravitsa_disk_free_bytes',
    help: 'Free space on the disk of a folder.',
    ...options,
  });
  const size = new Gauge({ name: 'zdravitsa_disk_size_bytes', help: 'Size of the disk of a folder.', ...options });
  const ffmpeg = new Counter({
    name: 'zdravitsa_ffmpeg_cpu_seconds_total',
    help: 'CPU time, user and system, of ffmpeg processes that this process ran and that have ended. Linux only.',
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
    // Linux adds up the CPU time of children that have ended, killed ones included. All children are ffmpegs.
    const seconds = childCpuSeconds();
    ffmpeg.reset();
    if (seconds === undefined) ffmpeg.remove();
    else ffmpeg.inc(seconds);
    await Promise.all(Object.entries(dirs).map(([dir, path]) => readDisk(dir, path)));
  };
}
