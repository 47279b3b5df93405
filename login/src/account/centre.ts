// What the server tells the user centre when it opens; see server/surface/pages/account/view.ts.
import type { Language, PasswordRule } from '../situation.ts'

export const sections = ['profile', 'security', 'sessions', 'linked', 'consents', 'data'] as const
export type Section = (typeof sections)[number]

export type Centre = {
  language: Language
  section: Section
  csrf: string
  base: string
  actions: string
  application: { name: string; logo: string | null; home: string | null }
  pool: { name: string }
  person: { name: string; detail: string; photo: string | null }
  code: { length: number; resendSeconds: number }
  password: PasswordRule
  photoBytes: number
}

/** Somebody's own data, as each action tells it that may have changed it. */
export type Person = {
  id: string
  username: string | null
  email: string | null
  emailVerified: boolean
  phone: string | null
  phoneCountryCode: string | null
  phoneVerified: boolean
  photo: string | null
  signedUp: string
  profile: Record<string, string>
}

export type Place = { country: string | null; region: string | null; city: string | null; localNetwork: boolean }

export function readCentre(): Centre {
  return JSON.parse(document.getElementById('centre')?.textContent ?? '') as Centre
}

export function addressOf({ base }: Centre, section: Section): string {
  return section === 'profile' ? base : `${base}/${section}`
}

/** The section that an address of this place names. */
export function sectionAt({ base }: Centre, path: string): Section {
  const name = path.slice(base.length + 1)
  return sections.find((section) => section === name) ?? 'profile'
}

export function nameOf({ profile, username, email, phone, id }: Person): string {
  return profile.nickname || profile.name || username || email || phone || id
}
