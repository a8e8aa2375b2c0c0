/** Letters that Russian lacks, and the ones that sound most alike: a Russian voice names a letter that it does not know. */
export const LIKE_RUSSIAN: ReadonlyMap<string, string> = new Map(
  'әэ ғг қк ңн өо ұу үу һх іи їи єе ґг ўу җж ҙз ҫс ҡк ӑа ӗе ӳу ѓг ќк ѕз ђж ћч љл њн џж јй'
    .split(' ')
    .flatMap(([foreign = '', like = '']) => [
      [foreign, like] as const,
      [foreign.toUpperCase(), like.toUpperCase()] as const,
    ]),
);
