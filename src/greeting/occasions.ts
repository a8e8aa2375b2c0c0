/** What the choice of a template depends on. */
export interface TemplateChoice {
  name: string;
  /** Matches a text that names the occasion. Absent in the template for any other occasion. */
  occasion?: RegExp | undefined;
}

/** Returns the name of the first template whose occasion the words name, else of the one without an occasion. */
export function templateFor(words: string, templates: readonly TemplateChoice[]): string | undefined {
  const suitable = templates.find(({ occasion }) => occasion?.test(words));
  return (suitable ?? templates.find(({ occasion }) => occasion === undefined))?.name;
}
