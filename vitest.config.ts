import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const project = (name: string, isolate: boolean): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    isolate,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A guard only: on a busy machine anything may take seconds.
    expect: { poll: { timeout: 20_000 } },
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/global-setup.ts'],
    // One more than two cores: about a fifth of the time, files wait for time limits and back-offs.
    maxWorkers: 3,
    // Files start in the order of their projects, the longest first, so that no long file runs alone at the end.
    // Unit tests share processes, which saves loading the same modules for each file.
    projects: [project('e2e', true), project('integration', false), project('unit', false)],
    coverage: {
      provider: 'v8',
      // What runs in processes that e2e tests start does not count, so the commands themselves seem untested.
      include: ['src/**'],
      exclude: ['src/db/generated/**', 'src/dev/**'],
      reporter: ['text-summary'],
    },
  },
});
