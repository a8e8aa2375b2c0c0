/** All that the bot says. A text missing in one language is a type error. */
export interface BotTexts {
  /** Descriptions in the menu of commands. */
  commands: { start: string; cancel: string };
  welcome: string;
  /** How to address the bot of that name in a group. */
  inGroup: (name: string) => string;
  howTo: string;
  /** Asks for the words of a photo. */
  howToMedia: string;
  /** Asks for the words of a recording. */
  howToRecording: string;
  /** Answers a question that the bot no longer remembers. */
  mediaForgotten: string;
  /** Answers photos of an album that arrive when its video is being made. */
  albumLate: string;
  otherFile: string;
  working: string;
  /** Names the person greeted, if the spec can be read. */
  cancelled: (to: string | undefined) => string;
  nothingToCancel: string;
  /** Answers /cancel of a person who has ordered nothing in this group. */
  notYours: string;
  broken: string;
  /** Answers a file that no attempt could handle. */
  fileGivenUp: string;
  /** Answers a message that is put off because a service is unavailable. */
  unavailable: string;
  /** Texts by the code of an `InputError`. */
  inputErrors: Record<string, string>;
}
