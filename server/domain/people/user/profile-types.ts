import { beginsWithDay } from '#domain/shape/day.ts'
import type { ProfileField } from './user.ts'

interface ProfileType {
  /** How whoever sent another value is told what it must be: a variant of 400. */
  fault: 'webAddress' | 'pictureAddress' | 'language' | 'zone' | 'date' | 'gender'
  /** The value in the form in which it is kept; null when it is none. */
  read(text: string): string | null
}

/** Fields of a profile that are more than text, as OpenID Connect Core 5.1 has them. What is only space is left as it is. */
export const profileTypes: Partial<Record<ProfileField, ProfileType>> = {
  website: { fault: 'webAddress', read: readAddress },
  profile: { fault: 'webAddress', read: readAddress },
  photo: { fault: 'pictureAddress', read: readPicture },
  locale: { fault: 'language', read: readLanguage },
  zoneinfo: { fault: 'zone', read: readZone },
  birthdate: { fault: 'date', read: (text) => (isDate(text) ? text : null) },
  gender: { fault: 'gender', read: readGender },
}

/** Of a host alone it is https: that is how people write down where their page is. */
function readAddress(text: string): string | null {
  const full = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(text) ? `https://${text}` : text
  if (/[\s\p{C}"<>\\^`{|}]/u.test(full) || !/^https?:\/\//i.test(full) || !URL.canParse(full)) return null
  const { hostname, username, password } = new URL(full)
  return hostname !== '' && username === '' && password === '' ? full : null
}

/** The official service's clients send addresses without a scheme too. */
function readPicture(text: string): string | null {
  if (/^data:image\/(png|jpeg|jpg|gif|webp|avif|bmp|svg\+xml|x-icon)[;,]/i.test(text)) return text
  if (text.startsWith('//')) return readAddress(`https:${text}`) && text
  return /^https?:/i.test(text) ? readAddress(text) : null
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** BCP 47 in its canonical form: `zh_cn` is `zh-CN`. A tag may be well-formed and name no language. */
function readLanguage(text: string): string | null {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text.replaceAll('_', '-'))
    return languages.of(new Intl.Locale(tag).language) ? tag : null
  } catch {
    return null
  }
}

const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]))

/** A name of the time zone database. Old names are kept; what is only an offset is no zone. */
function readZone(text: string): string | null {
  const known = zones.get(text.toLowerCase())
  if (known) return known
  if (!/^[a-z]/i.test(text)) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return text
  } catch {
    return null
  }
}

/** A year, a month or a day, which a time may follow. */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2}.*)?)?$/.test(text) || Number.isNaN(Date.parse(text))) return false
  return text.length < 10 || beginsWithDay(text)
}

const genders: [letter: string, words: RegExp][] = [
  ['M', /^(m|male|man|男|男性)$/i],
  ['F', /^(f|female|woman|女|女性)$/i],
  ['U', /^(u|unknown|未知|保密)$/i],
]

/** The letters of the official service where it has one; another word is somebody's own (Core 5.1). */
function readGender(text: string): string | null {
  const letter = genders.find(([, words]) => words.test(text))?.[0]
  return letter ?? (/^[\p{L}\p{M} '-]{2,64}$/u.test(text) ? text : null)
}
