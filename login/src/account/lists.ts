// What people choose from in their profile. A value that was written elsewhere, and is on no list, stays one to choose.
import type { Language } from '@menshen/contract/language'
import { namedRegions } from '../regions.ts'

type Option = { value: string; label: string }

const languages =
  'zh-CN zh-TW zh-HK en en-US en-GB ar bg bn bo cs da de el es et fa fi fr he hi hr hu id it ja kk km ko lo lt lv mn ms my nb nl pl pt pt-BR ro ru sk sl sr sv ta th tr ug uk ur uz vi'.split(
    ' ',
  )

/** Each in its own words, as people who look for it know them. */
const languageOptions = languages.map((value) => ({
  value,
  label: new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value,
}))

// A browser of before 2022 knows no list, and keeps what is there.
const zones = 'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : []
const zoneOptions = zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))

export function choicesOf(field: 'country' | 'locale' | 'zoneinfo', language: Language): Option[] {
  if (field === 'locale') return languageOptions
  if (field === 'zoneinfo') return zoneOptions
  return namedRegions(language).map(({ code, name }) => ({ value: code, label: name }))
}

/** With none at the head, and the present value wherever it came from. */
export function withPresent(options: readonly Option[], present: string, none: string): Option[] {
  const known = present === '' || options.some(({ value }) => value === present)
  return [{ value: '', label: none }, ...(known ? [] : [{ value: present, label: present }]), ...options]
}
