import { MEN, WOMEN } from '#root/tts/normalise/ru/nouns-of-beings.js';
import { FEMININE_THINGS, MASCULINE_THINGS, NEUTER_THINGS } from '#root/tts/normalise/ru/nouns-of-things.js';

/** How the words of a group are declined. Living beings are in the genitive where things are in the accusative. */
export type NounGroup = 'man' | 'thing' | 'woman' | 'feminine' | 'creature' | 'neuter';

/**
 * Nouns that people count in greetings, without ё. After colons: the stem of the other cases if a vowel falls out, and
 * the plural with its genitive if the ending does not show them: "день:дн", "дом::дома/домов".
 */
export const NOUNS: Readonly<Record<NounGroup, readonly string[]>> = {
  man: MEN,
  thing: MASCULINE_THINGS,
  woman: WOMEN,
  feminine: FEMININE_THINGS,
  creature: ['существо чудовище'],
  neuter: NEUTER_THINGS,
};

/** Nouns that never change. */
export const UNCHANGED: Readonly<Record<NounGroup, readonly string[]>> = {
  man: ['пони кенгуру шимпанзе какаду фламинго маэстро конферансье атташе'],
  thing: ['кофе евро киви пенальти'],
  woman: ['леди мисс мадам фрау'],
  feminine: ['авеню'],
  creature: [],
  neuter: [
    'кило такси метро кафе фото видео селфи авто пальто кино радио песо пианино эскимо суфле пюре желе купе меню манго фойе ассорти хачапури',
  ],
};
