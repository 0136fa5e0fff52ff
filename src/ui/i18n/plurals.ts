/** Which form of a word goes with a number in a language, as `Intl.PluralRules` says. */
export function plurals(language: string) {
  const rules = new Intl.PluralRules(language);
  return (
    count: number,
    forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string },
  ): string => forms[rules.select(count)] ?? forms.other;
}
