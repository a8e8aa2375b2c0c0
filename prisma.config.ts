import { defineConfig } from 'prisma/config';

// Prisma asks for its schema-engine binary even for `generate`, which never runs it. Any existing file
// satisfies it, so generating works on machines that cannot reach the engine's host.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({ schema: 'prisma/schema.prisma' });
