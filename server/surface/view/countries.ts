import type { Language } from '@menshen/contract/errors'
import { countries, getCountryData, getEmojiFlag, type TCountryCode } from 'countries-list'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js'

/** The languages in which clients know the name of a country. */
const languages = ['zh-CN', 'en-US', 'zh-TW', 'ja-JP'] as const

/** Every country that has a dial code, with what it is called in each language. */
function makeCountries() {
  const names = languages.map((language) => [language, new Intl.DisplayNames(language, { type: 'region' })] as const)
  const coded = getCountries().flatMap((code) => (Object.hasOwn(countries, code) ? [code as TCountryCode] : []))
  return coded.map((code) => {
    const units = names.map(([language, name]) => [language, { enabled: true, value: name.of(code) ?? code }] as const)
    return {
      alpha2: code,
      alpha3: getCountryData(code).iso3 || null,
      phoneCountryCode: `+${getCountryCallingCode(code as Parameters<typeof getCountryCallingCode>[0])}`,
      flag: getEmojiFlag(code),
      name: Object.fromEntries(units) as Record<(typeof languages)[number], { enabled: boolean; value: string }>,
    }
  })
}

type Country = ReturnType<typeof makeCountries>[number]

const sorted = new Map<Language, Country[]>()

/** The countries in the order in which somebody who reads this language looks for them. Made when it is first asked for. */
export function countriesFor(language: Language): Country[] {
  const known = sorted.get(language)
  if (known) return known
  const { compare } = new Intl.Collator(language)
  const list = makeCountries().sort((one, other) => compare(one.name[language].value, other.name[language].value))
  sorted.set(language, list)
  return list
}
