/** What a spreadsheet takes for the beginning of a formula; where people write Chinese or Japanese, in full width too. */
const beginning = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** An apostrophe says that a text is none. */
export function guardFormula(text: string): string {
  return beginning.test(text) ? `'${text}` : text
}

/** The text that was guarded. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && beginning.test(text.slice(1)) ? text.slice(1) : text
}
