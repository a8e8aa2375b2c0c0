import type { Cluster, Redis } from 'ioredis';
import pLimit, { type LimitFunction } from 'p-limit';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

export type ChatLimits = ReturnType<typeof createChatLimits>;

export interface ChatLimitsDeps {
  /** The caller closes it. */
  client: Redis | Cluster;
  /** Prefix of the keys in Redis. */
  prefix: string;
}

export interface Wish {
  /** Undefined for a message in no chat. */
  chatId: string | undefined;
  /** Number of messages that the call sends or edits. */
  messages: number;
}

// Telegram's server counts sends and edits together: https://github.com/tdlib/td/issues/2592
const IN_CHAT = { points: 20, duration: 60 };
// https://core.telegram.org/bots/faq#broadcasting-to-users
const IN_ALL = { points: 30, duration: 1 };
// What progress leaves to answers and videos.
const SPARED = { inChat: 10, inAll: 10 };
const SPARED_MS = 3_000;
// The part of a minute's calls that may be made at once.
const BURST = 0.6;
const ALL = 'all';

// The library replaces its own script by this one, and passes the points of the call, its duration, and those of the limit.
// A limit of seconds is a token bucket whose level is the time that is left until the key expires. It has a fifth of its
// points at once, so that there are few more than its points in any second. A limit of minutes keeps the times of its last
// calls, so that there are never more than its points in any minute: most of them at once, the others spread over the rest
// of the minute, so that nobody waits for a whole one. A blocked key holds more points than fit.
const TAKE = `
  local stored = redis.call('GET', KEYS[1]) or '0'
  local left = math.max(redis.call('PTTL', KEYS[1]), 0)
  local wanted = tonumber(ARGV[1])
  local points = tonumber(ARGV[3])
  local duration = 1000 * tonumber(ARGV[4])
  local used = tonumber(stored) or 0
  if used > points then return { used, left } end
  if duration <= 1000 then
    local full = duration / 5
    local level = math.max(math.ceil(left + wanted * duration / points), 0)
    if level > full then return { points + 1, level - full } end
    local taken = math.ceil(level * points / full)
    if level == 0 then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], taken, 'PX', level) end
    return { taken, level }
  end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local calls = {}
  for at in string.gmatch(stored, '@(%d+)') do
    if tonumber(at) > now - duration then calls[#calls + 1] = tonumber(at) end
  end
  local over = #calls + wanted - points
  local waitMs = 0
  if over > 0 then
    waitMs = (calls[over] or now) + duration - now
  elseif wanted > 0 and #calls >= points * ${BURST} then
    waitMs = calls[#calls] + (calls[1] + duration - calls[#calls]) / (points - #calls + 1) - now
  end
  if waitMs > 0 then return { points + 1, math.ceil(waitMs) } end
  for _ = 1, wanted do calls[#calls + 1] = now end
  for _ = wanted, -1 do calls[#calls] = nil end
  if #calls == 0 then redis.call('DEL', KEYS[1])
  else redis.call('SET', KEYS[1], '@' .. table.concat(calls, '@'), 'PX', duration) end
  return { #calls, duration }`;

/**
 * Keeps Telegram's limits over the bot and all workers together: 20 sends and edits in any minute in a chat, and 30 a second
 * in all chats. If Redis is unavailable, each process keeps them alone.
 */
export function createChatLimits({ client, prefix }: ChatLimitsDeps) {
  const open = (name: string, limit: typeof IN_CHAT) =>
    new RateLimiterRedis({
      storeClient: client,
      keyPrefix: `${prefix}:telegram:${name}`,
      ...limit,
      customIncrTtlLuaScript: TAKE,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(limit),
    });
  const chats = open('chat', IN_CHAT);
  const all = open('all', IN_ALL);
  // Those that wait are served in their order.
  const turns = new Map<string, LimitFunction>();

  async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = turns.get(key) ?? pLimit(1);
    turns.set(key, turn);
    try {
      return await turn(work);
    } finally {
      if (turn.activeCount + turn.pendingCount === 0) turns.delete(key);
    }
  }

  /** Waits until `until`, by the clock of `performance`. Returns how long it is still to wait then, in milliseconds. */
  async function wait(limiter: RateLimiterAbstract, key: string, messages: number, until: number, pause: Pause) {
    return inTurn(`${limiter.keyPrefix}:${key}`, async () => {
      for (;;) {
        const waitMs = await take(limiter, key, messages);
        if (waitMs === 0 || performance.now() + waitMs > until) return waitMs;
        await pause(waitMs);
      }
    });
  }

  return {
    /**
     * Waits until a call may be made, at most this long. Returns 0 then, or else the time until it might be made, in
     * milliseconds.
     */
    async wait({ chatId, messages }: Wish, patienceMs: number, pause: Pause): Promise<number> {
      const until = performance.now() + patienceMs;
      const waitMs = chatId === undefined ? 0 : await wait(chats, chatId, messages, until, pause);
      if (waitMs > 0) return waitMs;
      const allMs = await wait(all, ALL, messages, until, pause);
      if (allMs > 0 && chatId !== undefined) await chats.reward(chatId, messages);
      return allMs;
    },

    /** Returns 0 if a call may be made that leaves room for others, or else the time until it might, in milliseconds. */
    async spare({ chatId, messages }: Wish): Promise<number> {
      const waitMs = chatId === undefined ? 0 : await take(chats, chatId, messages, SPARED.inChat);
      if (waitMs > 0) return waitMs;
      const allMs = await take(all, ALL, messages, SPARED.inAll);
      if (allMs > 0 && chatId !== undefined) await chats.reward(chatId, messages);
      return allMs;
    },

    /** Lets no call be made in a chat for this long, in seconds. */
    async block(chatId: string, seconds: number): Promise<void> {
      await chats.block(chatId, seconds);
    },
  };
}

/** Waits this long, in milliseconds. Throws if aborted. */
type Pause = (ms: number) => Promise<void>;

async function take(limiter: RateLimiterAbstract, key: string, messages: number, spared = 0): Promise<number> {
  try {
    const { remainingPoints } = await limiter.consume(key, messages);
    if (remainingPoints >= spared) return 0;
    await limiter.reward(key, messages);
    return SPARED_MS;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
    throw error;
  }
}
