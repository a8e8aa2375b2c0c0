// The image's health check: what /live answers. A process without HEALTH_PORT has none to ask, and passes.
const port = process.env.HEALTH_PORT;
if (port) {
  const answer = await fetch(`http://127.0.0.1:${port}/live`, { signal: AbortSignal.timeout(4_000) }).catch(
    () => undefined,
  );
  process.exitCode = answer?.ok ? 0 : 1;
}
