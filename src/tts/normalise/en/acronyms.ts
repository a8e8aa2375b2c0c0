import { after, before, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SPELLED =
  'USS|USMA|USNA|USCG|ISBN|PSAT|PGA|USA|UK|NYC|FBI|CIA|USSR|UAE|EU|UN|LA|DJ|TV|VIP|DVD|CD|PC|HR|CEO|CFO|CTO|COO|MBA|ATM|DIY|ID|IQ|EQ|NBA|NFL|NHL|MLB|UFC|MMA|BMW|HBO|BBC|CNN|ABC|NBC|CBS|MIT|UCLA|NYU|USB|GPS|GPA|SUV|RV|DNA|RNA|AI|UFO|URL|FAQ|PIN|RIP|FYI|ASAP|RSVP|TBD|TBA|BFF|OK|LOL|IMO|IDK|AKA|DOB|BYOB|HMU|NSFW|VR|AR|PR|PT|PE|IT|QR|SMS|GIF|PDF|HTML|MC|KFC|IKEA|LGBT|LGBTQ|NGO|IPO|IRS|MVP|GOAT|POV|XOXO|AC|DC|NY|NJ|UV|HD|LED|LCD|SOS|XL|XXL|JFK|LAX|EDM|MTV|AKA|ER|ICU|IVF|BBQ|TGIF|IBM|GPU|CPU|GTA|API|UX|UI|FDA|EPA|USPS|UPS|ADHD|OCD|EMT|ETA|IMDB|AOL|ESPN|NPR|IMHO|IMF|WTO|NDA|EKG|ECG|MRI|HIV|ATV|USMC|USAF|CIO|CMO|BMI|ACLU|AAA|UCL|EPL|IPL|ESL|LMAO|SAP|GMO|NSA|ISS|IOC|USC|UNC|LSU|OSU|ASU|BYU|UVA|EV|IRL|ASMR|ASL|OT|NYE|YMCA|YWCA|AP|EP|ETF|EIN|AMA|APA|ABA|ASPCA|AARP|ACL|AKC|EOD|EOY|IEP|UAW|IOU|OG|OBGYN|TA|RA|MOH|ORD|SFO|EWR|IAD|ATL';
// Read as words, or too likely as words in a text that is written in capitals.
const WORDS = new Set(
  'AI AR OK ID IT LA ER PIN RIP LED GOAT IKEA GIF XOXO LOL MIT MC PE PT EU UN BBQ AC DC UV TA RA'.split(' '),
);
const SOUNDS = /^(?:H?M+|SH+|PS+T|B?R+|GR+|Z+|TSK|PF+T|HMPH|MR|MRS|MS|DR|ST|VS|NTH|PLS|PLZ|THX|BDAY)$/;
const ONSET =
  /^(?:B[LR]|C[HLRZ]|D[RW]|F[LR]|G[HLNRW]|K[NLRW]|MW|P[FHLRS]|RH|S[CHKLMNPQTVW]|T[HRSW]|V[LR]|W[HR]|ZH|S(?:CH|CR|HR|PL|PR|TR)|THR|SCHL|PHR|CHR|HV)[AEIOU]/;
const WORDS_OF_THREE =
  /^(?:A(?:CT|DD|DS|FT|LL|ND|NN|NT|NY|PP|PT|RC|RK|RM|RT|SK|SS)|E(?:BB|GG|LF|LK|LM|ND|RR)|I(?:LL|MP|NK|NN|RK|TS)|O(?:DD|FF|FT|LD|RB|RD|TT)|U(?:MM|MP|PS|RN))$/;
const ALWAYS = new Set('TA RA AI ID UN EU UV AC MIT'.split(' '));

/** Letters that are named one by one, because a voice mumbles them as a word: "USA", "FBI". */
export const acronyms: readonly Rule[] = [
  wordRule('BBQ', () => 'barbecue'),
  wordRule('([Oo]k|OK)', () => 'okay'),
  wordRule('XO(?:XO)+|xo(?:xo)+', ([all]) => Array.from(all.toUpperCase()).join(' ')),
  wordRule(`(${SPELLED})('?s)?`, (match) => {
    const [, word = '', ending = ''] = match;
    if (WORDS.has(word) && (!ALWAYS.has(word) || isShouting(match))) return undefined;
    return spelled(word, ending);
  }),
  // The test, not a short Saturday: "aced the SAT".
  wordRule(
    '(?<=(?:[Tt]he|[Yy]our|[Mm]y|[Hh]er|[Hh]is|hundred|teen|t[ey]n?) )(SAT|ACT|(?<!the )ERA)(s)?|(SAT|ACT)(?= scores?(?!\\p{L}))',
    ([, word, ending, score = '']) => spelled(word ?? score, ending ?? ''),
  ),
  wordRule("US('s)?", (match) =>
    isShouting(match) || /\b(?:of|for|about|with|between|both|just|love|let|tell|give|not) $/i.test(before(match))
      ? undefined
      : spelled('US', match[1] ?? ''),
  ),
  // "In LA", but "LA LA LA".
  wordRule('(?<=(?:in|from|to|near|around|visit|and|,) )LA', (match) => (isShouting(match) ? undefined : 'L A')),
  wordRule('(AM|AC)[ /](FM|DC)', ([all]) => Array.from(all.replace(/[ /]/, '')).join(' ')),
  wordRule('(?<=[Ff]light )([A-Z]{2})(?= )', ([word]) => spelled(word, '')),
  wordRule('CO(?= two)', () => 'C O'),
  wordRule('(FYI|ASAP|RSVP|BFF|DIY|TBA)', ([all]) => spelled(all.toUpperCase(), ''), 'i'),
  wordRule('P\\.?O\\.?(?= (?:Box|BOX))', () => 'P O'),
  // "KDE", "LTE", but "THE".
  wordRule("([B-DF-HJ-NP-TV-XZ]{2}E)('?s)?", ([, word = '', ending = '']) =>
    /^(?:THE|SHE|PRE|CHE)$/.test(word) ? undefined : spelled(word, ending),
  ),
  // "EMT", "ABD", but "AND".
  wordRule("([AEIOU][B-DF-GJ-NP-TV-XZ]{2})('?s)?", (match) =>
    WORDS_OF_THREE.test(match[1] ?? '') || isShouting(match) ? undefined : spelled(match[1] ?? '', match[2] ?? ''),
  ),
  // "FDNY".
  wordRule('(?!SPRY)[B-DF-HJ-NP-TV-XZ]{3}Y', ([word]) => spelled(word, '')),
  // "CPA", "PTA": no English word begins like that.
  wordRule(`([B-DF-HJ-NP-TV-XZ]{2,3}[AEIOU][A-Z]{0,2})('?s)?`, ([, word = '', ending = '']) =>
    ONSET.test(word) ? undefined : spelled(word, ending),
  ),
  // Nobody can say a word without vowels.
  wordRule("([B-DF-HJ-NP-TV-XZ]{2,5})('?s)?", ([, word = '', ending = '']) =>
    SOUNDS.test(word) ? undefined : spelled(word, ending),
  ),
];

function spelled(word: string, ending: string): string {
  return `${Array.from(word).join(' ')}${ending === '' ? '' : "'s"}`;
}

/** Whether the words around are in capitals too. */
function isShouting(match: RegExpExecArray): boolean {
  return /\p{Lu}{2}[^\p{L}]*$/u.test(before(match)) || /^[^\p{L}]*\p{Lu}{2}/u.test(after(match));
}
