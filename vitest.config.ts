import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The longest files first, so that none of them runs alone at the end.
const KINDS = ['long', 'e2e', 'integration', 'unit'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => KINDS.findIndex((kind) => moduleId.includes(`/test/${kind}/`));
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: KINDS.map((kind) => `test/${kind}/**/*.test.ts`),
    globalSetup: ['test/helpers/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    // Files that share processes load common modules only once.
    isolate: false,
    // More than the cores, because files wait for time limits, back-offs and other processes. Five take a tenth less
    // time than four on two cores.
    maxWorkers: 5,
    // Guards only: on a busy machine anything may take a minute.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a poll calls often costs a query or a request.
    expect: { poll: { timeout: 60_000, interval: 100 } },
    coverage: {
      provider: 'v8',
      // Code counts only in vitest's own processes. E2e tests run the commands in other processes, so the entries in
      // src seem untested.
      include: ['src/**/*.{ts,js}'],
      // The decoder of photos and RHVoice run in processes of their own as well.
      exclude: [
        'src/db/generated/**',
        'src/dev/**',
        'src/intake/photo-decoder.js',
        'src/tts/engines/rhvoice/synthesiser.js',
        // These run in a browser.
        'src/api/page/scripts/**',
        'src/api/docs/start.js',
        'src/board/greetings/live.js',
      ],
      reporter: ['text-summary'],
      // Percentages that the suite reaches, rounded down, less what depends on timing. They may only rise.
      thresholds: { statements: 87, branches: 82, functions: 88, lines: 88 },
    },
  },
});
