import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { listOf, type PasswordList } from './password-list.ts'

// The 49,000 passwords that leak most often, as zxcvbn publishes them; and the words and rows of keys that such lists are made
// of, which count with capitals, with digits for letters, and with a short tail.
let words: Set<string> | undefined

function readWords(): Set<string> {
  words ??= new Set(
    readFileSync(new URL('./common-words.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean),
  )
  return words
}

let published: PasswordList | undefined

/** Read at the first password that somebody sets: a server that only serves sign-ins never holds it. */
function readPublished(): PasswordList {
  if (published) return published
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common')
  published = listOf(dictionary['passwords-common'])
  return published
}

let leaked: PasswordList | null = null

/** Refuses from now on, besides the words, every password of the operator's list. Null: the words alone. */
export function refuseLeaked(list: PasswordList | null): void {
  leaked = list
}

/** Rows that fingers run along, there and back. */
const runs = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()',
  '147258369',
  '159357',
].flatMap((run) => [run, [...run].reverse().join('')])

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** How many characters besides what is easy to guess make a password hard enough. */
const enough = 5

/**
 * Whether a password is among the first that anybody would try: a published one, a common word or one of the account's names, a
 * repetition, or a run of keys, with no more than a few characters around it; or one that the operator's list has.
 */
export function isCommon(password: string, own: readonly string[] = []): boolean {
  const text = password.toLowerCase()
  if (new Set(text).size <= 2 || isRepeated(text) || isLeaked(password)) return true
  if (isPublished(text)) return true
  return [text, bare(text)].some((form) => isWord(form) || isRun(form)) || isWord(unleet(text)) || isOwn(text, own)
}

/** Without the digits and signs that people put before and after a word. */
const bare = (text: string) => text.replace(/^[\d\W_]{0,4}|[\d\W_]{0,4}$/gu, '')

function unleet(text: string): string {
  const core = [...text.replace(/[\W_\d]{0,4}$/u, '')]
  return core.map((letter) => leet[letter] ?? letter).join('')
}

function isWord(text: string): boolean {
  const words = readWords()
  return words.has(text) || words.has(text.replace(/[\W_\d]+$/u, ''))
}

/** With its capitals made small, and with letters for digits. */
function isPublished(text: string): boolean {
  const list = readPublished()
  return list.has(text) || list.has([...text].map((letter) => leet[letter] ?? letter).join(''))
}

/** On the operator's list: as it was typed, in small letters, or as a variant that costs a guesser little. */
function isLeaked(password: string): boolean {
  const text = password.toLowerCase()
  return leaked !== null && [password, text, bare(text), unleet(text)].some((form) => leaked?.has(form))
}

/** The same few characters over and over: `abcabcabc`, `12121212`. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.{0,2}$/u.test(text)
}

/** Nothing but rows of keys, three or more at a time: `qwe123`, `asdfjkl`. */
function isRun(text: string): boolean {
  let rest = text
  while (rest.length >= 3) {
    let length = rest.length
    while (length >= 3 && !runs.some((run) => run.includes(rest.slice(0, length)))) length--
    if (length < 3) return false
    rest = rest.slice(length)
  }
  return text.length >= 3 && rest.length <= 2
}

/** An account's own name or address in it, and little else. */
function isOwn(text: string, own: readonly string[]): boolean {
  const names = own.flatMap((name) => [name.toLowerCase(), name.toLowerCase().split('@')[0] ?? ''])
  return names.some((name) => name.length >= 4 && text.includes(name) && text.length - name.length < enough)
}
