import { beginsWithDay } from '#domain/shape/day.ts'

interface ProfileType {
  /** What it is, in plain English: the documents of the doors say it. */
  says: string
  /** Code points. 1000 when left out. */
  max?: number
  /** How whoever sent another value is told what it must be: a variant of 400. */
  fault?: 'webAddress' | 'pictureAddress' | 'language' | 'zone' | 'date' | 'gender'
  /** The value in the form in which it is kept; null when it is none. What is only space is left as it is. */
  read?: (text: string) => string | null
}

/**
 * Text fields of a person's profile, under the names that every door uses, those of OpenID Connect Core 5.1 among them. Stored together as
 * JSON.
 */
const types = {
  nickname: { says: 'What people who know the person call them.' },
  photo: {
    says: 'A picture: an address of the web, or the picture itself as a data: address.',
    max: 65_536,
    fault: 'pictureAddress',
    read: readPicture,
  },
  company: { says: 'The company that the person works for.' },
  name: { says: 'The full name.' },
  givenName: { says: 'The given names.' },
  familyName: { says: 'The family names.' },
  middleName: { says: 'The middle names.' },
  profile: {
    says: 'The address of a page about the person.',
    max: 2_048,
    fault: 'webAddress',
    read: readAddress,
  },
  preferredUsername: { says: 'The short name that the person likes to have; nobody is found by it.' },
  website: { says: "The address of the person's own page.", max: 2_048, fault: 'webAddress', read: readAddress },
  gender: { says: 'M, F, U for unknown, or a word of their own.', fault: 'gender', read: readGender },
  birthdate: {
    says: 'The date of birth, such as 1990-05-17; a year or a month is enough.',
    fault: 'date',
    read: (text) => (isDate(text) ? text : null),
  },
  zoneinfo: {
    says: 'The time zone, by its name in the time zone database, such as Asia/Shanghai.',
    fault: 'zone',
    read: readZone,
  },
  locale: { says: 'The language, as a tag such as zh-CN (BCP 47).', fault: 'language', read: readLanguage },
  address: { says: 'The postal address.' },
  formatted: { says: 'The postal address, as it is written on a letter.' },
  streetAddress: { says: 'Street and number.' },
  locality: { says: 'The city or town of the postal address.' },
  region: { says: 'The state, province or region of the postal address.' },
  postalCode: { says: 'The postal code.' },
  city: { says: 'The city.' },
  province: { says: 'The province.' },
  country: { says: 'The country.' },
  device: { says: 'A device of the person, as the client calls it.' },
  browser: { says: 'A browser of the person, as the client calls it.' },
  oauth: { says: 'What another provider said of the person, as text.', max: 16_384 },
} satisfies Record<string, ProfileType>

export type ProfileField = keyof typeof types
export const profileFields = Object.keys(types) as ProfileField[]
export const profileTypes: Readonly<Record<ProfileField, ProfileType>> = types

/** What a field is and how long it may be, for the documents of the doors. */
export const aboutProfile = (field: ProfileField): string =>
  `${types[field].says} At most ${profileTypes[field].max ?? 1000} characters.`

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
