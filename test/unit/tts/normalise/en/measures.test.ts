import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

describe('English money and measures', () => {
  test.each([
    ['$5.50', 'five dollars fifty cents'],
    ['$5', 'five dollars'],
    ['$1', 'one dollar'],
    ['€100', 'one hundred euros'],
    ['100 €', 'one hundred euros'],
    ['£3.99', 'three pounds ninety-nine pence'],
    ['$5M', 'five million dollars'],
    ['$5 million', 'five million dollars'],
    ['$1.5 billion', 'one point five billion dollars'],
    ['$10k', 'ten thousand dollars'],
    ['5 USD', 'five U S dollars'],
    ['99¢', 'ninety-nine cents'],
    ['$0.99', 'ninety-nine cents'],
    ['$1,000.50', 'one thousand dollars fifty cents'],
    ['$5-10', 'five to ten dollars'],
    ['a $50 gift card', 'a fifty dollar gift card'],
    ['100%', 'one hundred percent'],
    ['5-10% off', 'five to ten percent off'],
    ['the 4x100 m relay', 'the four by one hundred meter relay'],
    ['3.5 kg', 'three point five kilograms'],
    ['1 kg of love', 'one kilogram of love'],
    ['a 5 km run', 'a five kilometer run'],
    ['100 g', 'one hundred grams'],
    ['7 lbs, 1 lb', 'seven pounds, one pound'],
    ['6 ft 2 in.', 'six feet two inches.'],
    ['5 in a row', 'five in a row'],
    ['1 in 5 people', 'one in five people'],
    ['He is 5\'10"', 'He is five foot ten'],
    ['60 mph', 'sixty miles per hour'],
    ['100 km/h', 'one hundred kilometers per hour'],
    ['20 cm x 30 cm', 'twenty centimeters by thirty centimeters'],
    ['2 ml, 3 l, 4 mm', 'two milliliters, three liters, four millimeters'],
    ['3 mi', 'three miles'],
    ['256 GB', 'two hundred fifty-six gigabytes'],
    ['5 min. We', 'five minutes. We'],
    ['-15 °C', 'minus fifteen degrees Celsius'],
    ['75°F', 'seventy-five degrees Fahrenheit'],
    ['turn 180°', 'turn one hundred eighty degrees'],
    ['a 2x2 grid', 'a two by two grid'],
  ])('"%s" is "%s"', (written, said) => {
    expect(normalise(written, { language: 'en' }).text).toBe(said);
  });
});
