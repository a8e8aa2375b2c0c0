import type { Screen } from '#root/bot/screens/screen.js';
import type { ChatStatus, Pace, StatusOrder } from '#root/jobs/chat-status.js';

/** What is known apart from the rows. */
export interface StatusFacts {
  /** Progress of the video in percent, by the id of the greeting. */
  percents: ReadonlyMap<string, number>;
  pace: Pace | undefined;
  /** Steps that have had no worker for some time. */
  closed: ReadonlySet<string>;
}

/** What a status message shows. */
export interface StatusContent {
  /** Undefined if there is nothing to show any more: the message is removed. */
  screen: Screen | undefined;
  /** Whether it stays as it is from now on. */
  isFinal?: boolean;
  /** Times at which it is to be shown again, in milliseconds since 1970. */
  againAt?: number[];
}

/** Returns what a status message shows. The orders are all that were attached to it. */
export type StatusKind = (
  status: ChatStatus,
  orders: StatusOrder[],
  facts: StatusFacts,
) => StatusContent | Promise<StatusContent>;
