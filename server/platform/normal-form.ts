/**
 * Letters never have so many marks in a row (UAX 15, section 13). Half-width voicing marks are letters that become marks.
 */
const endless = /[\p{M}\uff9e\uff9f]{30}(?=[\p{M}\uff9e\uff9f])/gu

/** U+034F, which shows nothing and over which no mark is moved. */
const fence = '\u034f'

/**
 * A text in a normal form of Unicode (UAX 15), in time that grows with its length. To normalize sorts the marks behind a letter, which
 * takes the square of how many there are: a megabyte of them, half an hour. Nothing else here calls `normalize`.
 */
export function normalForm(text: string, form: 'NFC' | 'NFKC'): string {
  return text.replace(endless, `$&${fence}`).normalize(form)
}
