import { refuse } from '@menshen/contract/errors'
import { checkedText, comparable, withoutWidth } from '#domain/shape/text.ts'
import { normalForm } from '#platform/normal-form.ts'
import { keepsItsOrder } from './writing-direction.ts'

/** Longer than any spelling of a name: such a text stays as it is, and nobody is found by it. */
const longestTyped = 1_000

/** The form under which a username is unique: `Zhang San` and `zhang san` are one name. */
export function usernameKey(value: string): string {
  return value.length > longestTyped ? value : comparable(value).replace(/ {2,}/g, ' ')
}

// RFC 8264 4.2 (IdentifierClass) with spaces between the parts (RFC 8265 3.5). The dots of names: `·` in Chinese, `・` in Japanese.
const letters = /^[\p{L}\p{M}\p{Nd}\x21-\x7e\u00b7\u30fb]+( [\p{L}\p{M}\p{Nd}\x21-\x7e\u00b7\u30fb]+)*$/u
const ignorable = /\p{Default_Ignorable_Code_Point}/u
/** A combining mark needs a letter before it. */
const strayMark = /^\p{M}/u

// Scripts in use (UAX 31, tables 5 and 7). One with `+` is written together with Latin.
const scripts =
  'Arabic Armenian Bengali Canadian_Aboriginal Cherokee Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Javanese Kannada Khmer Lao Latin Lisu Malayalam Meetei_Mayek Mongolian Myanmar New_Tai_Lue Oriya Sinhala Tai_Le Tamil Telugu Thaana Thai Tibetan Yi'.split(
    ' ',
  )
const together = ['Han Hiragana Katakana', 'Han Bopomofo', 'Han Hangul'].map((names) => `Latin ${names}`)
// UTS 39 5.2, "highly restrictive".
const unmixed = new RegExp(
  [...scripts, ...together]
    .map((names) => ['Common', 'Inherited', ...names.split(' ')].map((name) => `\\p{scx=${name}}`).join(''))
    .map((set) => `^[${set}]*$`)
    .join('|'),
  'u',
)

/**
 * The username as it is stored, in the letters as they were typed but composed and of one width. After RFC 8265
 * (UsernameCaseMapped): 400 for letters that are not seen, look like others or are of scripts that do not go together, and where it would
 * mix with what stands beside it; 2211 for none at all.
 */
export function parseUsername(value: string): string {
  const text = checkedText(normalForm(withoutWidth(value).trim(), 'NFC').replace(/ {2,}/g, ' '), 'username', 64)
  if (text === '') refuse(2211)
  if (!letters.test(text) || ignorable.test(text) || strayMark.test(text) || normalForm(text, 'NFKC') !== text)
    refuse(400, { variant: 'characters', values: { field: 'username' } })
  const mixesDigits = /[0-9]/.test(text) && /[^\P{Nd}0-9]/u.test(text)
  if (mixesDigits || !unmixed.test(text)) refuse(400, { variant: 'scripts', values: { field: 'username' } })
  if (!keepsItsOrder(text)) refuse(400, { variant: 'direction', values: { field: 'username' } })
  return text
}
