/** What the choice of a template depends on. */
export interface TemplateChoice {
  name: string;
  /** Matches a text that names the occasion. Absent in the template for any other occasion. */
  occasion?: RegExp | undefined;
}

/** Returns the name of the first template whose occasion the words name, or undefined if they name none. */
export function templateOfOccasion(words: string, templates: readonly TemplateChoice[]): string | undefined {
  return templates.find(({ occasion }) => occasion?.test(words))?.name;
}

/** Returns the name of the first template whose occasion the words name, else of the one without an occasion. */
export function templateFor(words: string, templates: readonly TemplateChoice[]): string | undefined {
  return templateOfOccasion(words, templates) ?? templates.find(({ occasion }) => occasion === undefined)?.name;
}
