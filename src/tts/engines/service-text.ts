const STRESS = '\u0301';

/** Returns the text without stress marks, which most services read wrongly or aloud. */
export function withoutStress(text: string): string {
  return text.replaceAll(STRESS, '');
}

/** Returns the text with a plus before each stressed vowel instead of a mark after it. */
export function withPlusStress(text: string): string {
  return text.replaceAll(new RegExp(`(\\p{L})${STRESS}`, 'gu'), '+$1').replaceAll(STRESS, '');
}

// https://www.w3.org/TR/xml/#charsets: a document with other characters is not well-formed.
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Returns the text as it stands in XML, within an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, ' ').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
