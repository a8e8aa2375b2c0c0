import type { NameList } from '#root/bot/understanding/name-list.js';

/** A greeting as far as a message describes it. */
export interface UnderstoodOrder {
  /** Who is greeted: in the nominative, or as written if that is not certain. */
  to?: string | undefined;
  /** Whether `to` can be said as it is. False for "муж" and for names whose nominative is in doubt. */
  isNameCertain: boolean;
  /** Name of the template, if the message names an occasion. */
  occasion?: string | undefined;
  /** The words to speak. Absent if the message has none of its own. */
  words?: string | undefined;
  /** Whether the greeting can be made at once. */
  isCertain: boolean;
}

/** What is answered and orders nothing. `unclear` is all that was not understood. */
export type SmallTalk =
  | 'thanks'
  | 'hello'
  | 'question'
  | 'time'
  | 'link'
  | 'command'
  | 'emoji'
  | 'abuse'
  | 'again'
  | 'cancel'
  | 'yes'
  | 'no'
  | 'unclear';

/** What a message means. */
export type Understood =
  | { kind: 'orders'; orders: UnderstoodOrder[] }
  /** One greeting for each of several people. */
  | { kind: 'batch'; names: NameList; occasion?: string | undefined; words?: string | undefined }
  /** The last greeting once more, for someone else, or because its name was wrong. */
  | { kind: 'same'; to: string; isNameCertain: boolean; isCorrection?: boolean }
  | { kind: SmallTalk };
