// What the user centre knows when it opens. The server embeds it into the HTML as a block of JSON.
import type { Language } from '../language.ts'
import type { CodeRule, PasswordRule, ShownPerson } from './sign-in.ts'

/** The parts of the centre that have an address of their own; the first is at the base itself. */
export const sections = ['profile', 'security', 'sessions', 'linked', 'consents', 'data'] as const
export type Section = (typeof sections)[number]

export type Centre = {
  language: Language
  section: Section
  csrf: string
  /** Where the pages begin, and below which path the page sends what a person does. */
  base: string
  actions: string
  application: { name: string; logo: string | null; home: string | null }
  pool: { name: string }
  person: ShownPerson
  code: CodeRule
  password: PasswordRule
  /** Bytes of the largest picture that is taken. */
  photoBytes: number
}
