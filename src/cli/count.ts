import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 1 up to the most. Throws InvalidArgumentError. */
export function parseCount(value: string, most = 1_000_000): number {
  const count = Number(value);
  if (!/^[1-9]\d*$/.test(value) || count > most) {
    throw new InvalidArgumentError(`"${value}" is not a whole number from 1 to ${most}.`);
  }
  return count;
}
