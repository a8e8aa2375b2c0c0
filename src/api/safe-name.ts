// Separators of paths, what Windows allows in no name or a shell expands, characters without a look, and marks of direction,
// which can make a name look like another. The joiner inside of an emoji stays.
const UNSAFE = /[/\\:*?"<>|%\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200D)\p{Cf}/gu;

/** Returns a name that may be a part of the name of a file. It may be empty. */
export function safeName(name: string): string {
  return name
    .normalize('NFC')
    .replace(UNSAFE, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/gu, '');
}
