import { type Centre, type Section, sections } from '@menshen/contract/pages/centre'
import type { Person } from '@menshen/contract/pages/centre-answers'

/** What the server knows as the centre opens, which it embeds as a block of JSON. */
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
