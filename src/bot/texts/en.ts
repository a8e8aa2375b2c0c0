import type { BotTexts } from '#root/bot/texts/bot-texts.js';
import { counted } from '#root/bot/texts/counted.js';
import { wordLimits } from '#root/greeting/check-words.js';
import { MAX_PHOTOS } from '#root/greeting/spec.js';
import { mediaLimits } from '#root/intake/limits.js';

const limit = (count: number, one: string) => `the limit is ${counted('en', count, { one, other: `${one}s` })}`;

export const en: BotTexts = {
  commands: { start: 'How to order a greeting', cancel: 'Cancel the last order' },
  welcome: `🎉 I make video greetings with a name, your words spoken aloud, music and captions.

Send the name and your words in one message, with a colon between them:

Anna: Happy birthday! I wish you joy and health.

🎨 The design follows your words: a birthday, New Year, a wedding, a thank-you or any other occasion.

📷 You can add photos (up to ${MAX_PHOTOS}), a voice message or a video: put the same text in the caption. With a voice message or a video, the name and a colon are enough.`,
  inGroup: (name) => `In a group, reply to this message or start with ${name}`,
  howTo:
    'Start with the name and a colon, then add your words, for example:\n\nAnna: Happy birthday! I wish you joy and health.',
  howToMedia: 'Who is it for? Reply with the name, a colon and your words, for example:\n\nAnna: Happy birthday!',
  howToRecording:
    'Who is it for? Reply with the name. You can add words for the captions after a colon, for example:\n\nAnna: Happy birthday!',
  mediaForgotten: 'Please send the file again with a caption: the name, a colon and your words.',
  albumLate:
    '📷 Part of your album arrived a little late and is not in the video. If you would like it there, please send everything once more.',
  otherFile: "I can't use this kind of file. Send a photo, a voice message or a video.",
  working: '🎬 Making your video. It usually takes less than a minute. Changed your mind? /cancel',
  cancelled: (to) => (to === undefined ? '🛑 Cancelled.' : `🛑 Cancelled: ${to}`),
  nothingToCancel: "There's nothing to cancel right now.",
  notYours: 'Only the person who ordered a video, or an admin, can cancel it.',
  broken: '😔 Something went wrong. Please try again.',
  fileGivenUp: "😔 Sorry, I couldn't process this file. Please try another one.",
  unavailable:
    "😔 This is taking a little longer than usual. I've kept your message and will keep trying, so there's no need to send it again.",
  inputErrors: {
    NAME_EMPTY: 'Who is it for? Write the name before the colon.',
    NAME_TOO_LONG: `The name is too long: ${limit(wordLimits.name, 'character')}.`,
    NAME_NOT_SPEAKABLE: 'The name needs at least one letter or digit so that I can say it.',
    NAME_NOT_DRAWN: "I don't have the letters of this name yet. Please write it in another script.",
    TEXT_EMPTY: 'What should I say? Write your words after the colon.',
    TEXT_TOO_LONG: `The text is too long: ${limit(wordLimits.text, 'character')}.`,
    TEXT_NOT_SPEAKABLE: "Please add some words: I can't read out emoji on their own.",
    TEXT_NOT_DRAWN: "I don't have the letters of this text yet. Please write it in another script.",
    PHOTOS_TOO_MANY: `Too many photos: the limit is ${MAX_PHOTOS}.`,
    MEDIA_TOO_LARGE: `The file is too large: the limit is ${mediaLimits.bytes / 1e6} MB.`,
    MEDIA_TOO_LONG: `The recording is too long: ${limit(mediaLimits.seconds, 'second')}.`,
    MEDIA_TOO_MANY_PIXELS: 'The picture is too large. Please send it as a photo or a video, not as a file.',
    MEDIA_NO_SOUND: "I can't hear anything in this recording. Please record it again.",
    MEDIA_NOT_DECODABLE: "I can't open this file. Send a photo, a voice message or a video.",
    CONTROL_CHARACTERS: 'The message contains invisible control characters. Please type it again.',
  },
};
