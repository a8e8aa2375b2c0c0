import leven from 'leven';
import { InputError } from '#root/errors.js';

const MOST_NEAR = 3;

/** Returns the names that contain this one or differ least from it, the most similar first. */
export function nearNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const distance = (other: string) => (other.toLowerCase().includes(wanted) ? 0 : leven(wanted, other.toLowerCase()));
  return names.toSorted((one, other) => distance(one) - distance(other)).slice(0, MOST_NEAR);
}

/** Returns the refusal of a voice that is none of these. There are hundreds, so it names only similar ones. */
export function unknownVoice(name: string, names: readonly string[]): InputError {
  const near = nearNames(name, names).join(', ');
  return new InputError('voice', 'VOICE_UNKNOWN', `there is no voice "${name}"; similar: ${near}; all: npm run voices`);
}
