import { createEngineInstances, type EngineInstances } from '#root/tts/engines/instances.js';

// espeak-ng needs a second of computing before it speaks fast, so its thread is kept.
const KEPT = ['espeak', 'aligner', 'flite'];
const instances = createEngineInstances(6);

/** Instances of engines for all files that a test process runs. Closing an engine ends no threads; the process does. */
export const keptInstances: EngineInstances = {
  ...instances,
  close: async (engine) => (KEPT.includes(engine) ? undefined : instances.close(engine)),
};
