import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isCardNumber,
  isCreditCode,
  isOrganisationCode,
  isRegistrationNumber,
  isResidentNumber,
} from './identity-number.ts'

const now = new Date('2026-01-01T00:00:00Z')
/** The same text with its last character moved on by one. */
const spoilt = (text: string) =>
  text.slice(0, -1) + (text.endsWith('9') || text.endsWith('X') ? '1' : Number(text.at(-1)) + 1)

test('a resident number has a check digit and a day on which somebody can have been born', () => {
  // The worked example of GB 11643-1999, whose check digit is X.
  assert.equal(isResidentNumber('11010519491231002X', now), true)
  assert.equal(isResidentNumber('440524188001010014', now), false, 'born before 1900')
  for (const wrong of ['110105194912310021', '11010519491331002X', '1101051949123100', '11010520491231002X', ''])
    assert.equal(isResidentNumber(wrong, now), false, wrong)
})

test('a unified social credit code has a check character', () => {
  // Published by companies on their own pages.
  for (const code of ['91110108551385082Q', '91440300708461136T']) assert.equal(isCreditCode(code), true, code)
  for (const wrong of ['91110108551385082R', '91110108551385082', 'I1110108551385082Q', ''])
    assert.equal(isCreditCode(wrong), false, wrong)
})

test('codes and numbers from before 2015 have their checks', () => {
  for (const code of ['D2143569-X', 'D2143569X']) assert.equal(isOrganisationCode(code), true, code)
  assert.equal(isOrganisationCode('D21435691'), false)
  assert.equal(isRegistrationNumber('110108000000016'), true)
  assert.equal(isRegistrationNumber(spoilt('110108000000016')), false)
})

test('a card number has the check of Luhn', () => {
  assert.equal(isCardNumber('4111111111111111'), true)
  for (const wrong of ['4111111111111112', '4111', 'card']) assert.equal(isCardNumber(wrong), false, wrong)
})
