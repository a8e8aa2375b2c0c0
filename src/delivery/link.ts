import type { Channel } from '#root/delivery/channel.js';

/** Leaves videos in storage, from where whoever ordered them fetches them. */
export function createLinkChannel(): Channel {
  return {
    name: 'link',
    async assertReachable() {},
    async deliver() {
      return {};
    },
    // The row says so to whoever asks.
    async reportFailure() {},
    async withdraw() {},
  };
}
