/** A pattern of LIKE for whatever contains a text; what would have a meaning there has none. */
export function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
