export const tones = ['short', 'warm', 'formal'] as const;

export type Tone = (typeof tones)[number];

/** Ready-made words by the name of a template. The name of the person is a placeholder in them. */
export type WordsByOccasion = Readonly<Record<string, Readonly<Record<Tone, readonly [string, string]>>>>;
