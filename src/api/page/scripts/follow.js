// Follows a greeting until it ends: by server-sent events, or by asking again and again where there are none.

import { readEvents } from '../../../client/events.js';
import { ask, Problem } from './client.js';
import { pause } from './dom.js';

const POLL_MS = 1_500;

function hasEnded({ status }) {
  return status !== 'QUEUED' && status !== 'PROCESSING';
}

/** Calls back with what is known of the greeting whenever that has changed. Returns it when it has ended, or undefined if stopped. */
export async function follow(id, { signal, onChange }) {
  let hasEvents = true;
  while (!signal.aborted) {
    try {
      const greeting = hasEvents ? await listen(id, signal, onChange) : await poll(id, signal);
      if (greeting !== undefined && hasEnded(greeting)) return greeting;
      if (greeting !== undefined) onChange(greeting);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof Problem)) throw error;
      // Neither will be another next time.
      if ([401, 403].includes(error.status) || (error.status === 404 && !hasEvents)) throw error;
      if (error.status === 404) hasEvents = false;
    }
    await pause(POLL_MS);
  }
  return undefined;
}

async function poll(id, signal) {
  return (await ask(`GET /v1/greetings/${id}`, { signal })).json();
}

/** Reads one stream of events. Returns the greeting if the stream said that it has ended. */
async function listen(id, signal, onChange) {
  const response = await ask(`GET /v1/greetings/${id}/events`, { signal, headers: { Accept: 'text/event-stream' } });
  try {
    for await (const { type, data } of readEvents(response.body)) {
      // A greeting that was deleted ends with null.
      if (type === 'end') return data ?? { id, status: 'CANCELLED' };
      if (type === 'progress' && !hasEnded(data)) onChange(data);
    }
    return undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    // The connection broke; the next one begins with where the greeting stands.
    return undefined;
  }
}
