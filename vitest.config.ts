import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Rendering takes a core; more files at once than cores only make each slower.
    maxWorkers: 2,
    // A guard only: on a busy machine anything may take seconds.
    expect: { poll: { timeout: 20_000 } },
  },
});
