import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const project = (name: string): TestProjectInlineConfiguration => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    // Files that share processes load common modules only once.
    isolate: false,
    // Guards only: on a busy machine anything may take a minute.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/global-setup.ts'],
    // One more than two cores: about a fifth of the time, files wait for time limits and back-offs.
    maxWorkers: 3,
    // Files start in the order of their projects, which ends with the shortest, so that no long file runs alone at the
    // end.
    projects: [project('e2e'), project('integration'), project('unit')],
    coverage: {
      provider: 'v8',
      // Code counts only in vitest's own processes. E2e tests run the commands in other processes, so the entries in
      // src seem untested.
      include: ['src/**'],
      // The decoder of photos and RHVoice run in processes of their own as well.
      exclude: [
        'src/db/generated/**',
        'src/dev/**',
        'src/intake/photo-decoder.js',
        'src/tts/engines/rhvoice/synthesiser.js',
      ],
      reporter: ['text-summary'],
      // Percentages that the suite reaches, rounded down, less what depends on timing. They may only rise.
      thresholds: { statements: 87, branches: 82, functions: 88, lines: 88 },
    },
  },
});
