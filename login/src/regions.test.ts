import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min'
import { namedRegions, regions, usualRegion } from './regions.ts'

test('every region has the calling code that numbers are read with', () => {
  assert.deepEqual(
    regions.map(({ code, calling }) => code + calling),
    getCountries().map((code) => code + getCountryCallingCode(code)),
  )
})

test('the region that is chosen at first is that of the language, or where the browser says that it is spoken', () => {
  const cases = [
    ['zh-CN', 'en-US', 'CN'],
    ['zh-CN', 'zh-TW', 'TW'],
    ['zh-CN', 'zh-Hans-SG', 'SG'],
    ['en-US', 'en-GB', 'GB'],
    ['en-US', 'zh-CN', 'US'],
    ['en-US', 'en', 'US'],
    ['en-US', 'en-XX', 'US'],
  ] as const
  for (const [language, browser, code] of cases) assert.equal(usualRegion(language, browser).code, code, browser)
})

test('regions have their names in both languages', () => {
  for (const language of ['zh-CN', 'en-US'] as const)
    for (const { name, code } of namedRegions(language)) assert.notEqual(name, code)
})
