// Health check of the image: fails unless /live answers with success. Passes if HEALTH_PORT is not set.
const port = process.env.HEALTH_PORT;
if (port) {
  const answer = await fetch(`http://127.0.0.1:${port}/live`, { signal: AbortSignal.timeout(4_000) }).catch(
    () => undefined,
  );
  process.exitCode = answer?.ok ? 0 : 1;
}
