// JavaScript, because tsx does not load TypeScript in worker threads on Node 20. In a thread, because msedge-tts throws
// outside of every promise if it gets a message that it does not expect, and may never settle.
import { HttpsProxyAgent } from 'https-proxy-agent';
import { MsEdgeTTS, OUTPUT_FORMAT } from 'msedge-tts';

/**
 * @typedef {object} EdgeOrder
 * @property {string} ssml content of the element `prosody`
 * @property {string} voice name of the service
 * @property {string} rate value of `prosody`: `+10%`
 * @property {string} [proxy] address of a proxy
 * @property {string} [url] address of another server
 */

/**
 * @typedef {object} EdgeResult
 * @property {Uint8Array} sound WebM
 * @property {string} metadata JSON objects, one after another
 */

/** @typedef {EdgeResult | { refusedWith: number }} EdgeAnswer */

const MOST_BYTES = 20_000_000;

/**
 * Speaks one text. Returns the status if the service refuses the connection. Throws if it is lost, or if there is more
 * sound than any line has.
 * @param {EdgeOrder} order
 * @returns {Promise<EdgeAnswer>}
 */
export async function synthesise({ ssml, voice, rate, proxy, url }) {
  if (url !== undefined) Object.assign(MsEdgeTTS, { WSS_URL: url });
  const edge = new MsEdgeTTS(proxy === undefined ? {} : { agent: new HttpsProxyAgent(proxy) });
  try {
    await edge.setMetadata(voice, OUTPUT_FORMAT.WEBM_24KHZ_16BIT_MONO_OPUS, { wordBoundaryEnabled: true });
  } catch (error) {
    // The library keeps the status only in the message.
    const [, status] = /Unexpected server response: (\d+)/.exec(String(error)) ?? [];
    if (status === undefined) throw error;
    return { refusedWith: Number(status) };
  }
  try {
    const { audioStream, metadataStream } = edge.toStream(ssml, { rate });
    /** @type {Buffer[]} */
    const metadata = [];
    metadataStream?.on('data', (chunk) => metadata.push(chunk));
    const chunks = [];
    let length = 0;
    for await (const chunk of audioStream) {
      length += chunk.length;
      if (length > MOST_BYTES) throw new RangeError(`more than ${MOST_BYTES} bytes of sound`);
      chunks.push(chunk);
    }
    return { sound: Buffer.concat(chunks), metadata: Buffer.concat(metadata).toString() };
  } finally {
    edge.close();
  }
}
