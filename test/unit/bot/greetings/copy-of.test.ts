import { describe, expect, test } from 'vitest';
import { toOrder } from '#root/bot/drafts/to-order.js';
import { copyOf, namesInOtherForm } from '#root/bot/greetings/copy-of.js';
import { checkOrder } from '#root/greeting/check-order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { storable } from '#root/jobs/draft.js';
import { templates } from '#root/montage/templates/index.js';
import { spec } from '../../../fixtures/spec.js';

const voices = (['ru', 'en'] as const).flatMap((language) => [
  { name: `${language}-female`, language },
  { name: `${language}-male`, language },
]);
const choices = { templates, voices };
const again = (greeting: GreetingSpec, changed = {}) => {
  const { content, attachments, stored } = checkOrder(toOrder({ ...storable(copyOf(greeting)), ...changed }), choices);
  return { spec: JSON.parse(JSON.stringify({ ...content, ...stored })), attachments };
};

describe('a copy of a greeting', () => {
  test('is the same greeting', () => {
    const whole: GreetingSpec = {
      ...spec,
      ...{ sayAs: 'А́нна', voice: 'ru-male', music: 'none', isVideoNote: true },
      format: 'square',
      photos: ['photo/1.jpg', 'photo/2.jpg'],
      recording: { soundKey: 'sound/1.raw', durationMs: 2_000, clipKey: 'clip/1.mp4', clipDurationMs: 2_100 },
    };
    const { spec: copy, attachments } = again(whole);
    // A recording needs no other voice.
    expect(copy).toEqual({ ...whole, voice: 'ru-female' });
    expect(attachments).toEqual({ photos: [] });
    const silent = { ...spec, voice: 'ru-male', clip: { key: 'clip/1.mp4', durationMs: 3_000 } };
    expect(again(silent).spec).toEqual(silent);
  });

  test('for another name has that name in its words', () => {
    const named = { ...spec, text: 'Анна, с праздником! Анна-Мария и Аннабель передают привет, Анна!' };
    expect(again(named, { to: 'Олег' }).spec.text).toBe(
      'Олег, с праздником! Анна-Мария и Аннабель передают привет, Олег!',
    );
    expect(again({ ...spec, to: 'A.n*a', text: 'A.n*a, hi! Anna, hi!' }, { to: 'X $&' }).spec.text).toBe(
      'X $&, hi! Anna, hi!',
    );
  });

  test.each([
    ['Анна', 'Поздравляем Анну!', true],
    ['Аня', 'Ане желаю счастья', true],
    ['Анна', 'Анна, ура! Анна!', false],
    ['Олег', 'С днём рождения!', false],
    ['Bo', 'Boats for Bo', false],
  ])('of words for %s, "%s", still names that person in another form: %s', (to, text, isNamed) => {
    expect(namesInOtherForm(copyOf({ ...spec, to, text }))).toBe(isNamed);
  });
});
