import { InvalidArgumentError } from 'commander';

/** Parses a whole number from 1 to `max`. Throws InvalidArgumentError. */
export function parseCount(value: string, max = 1_000_000): number {
  const count = Number(value);
  if (!/^[1-9]\d*$/.test(value) || count > max) {
    throw new InvalidArgumentError(`"${value}" is not a whole number from 1 to ${max}.`);
  }
  return count;
}
