const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const creditDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

const weigh = (values: number[], weights: number[]) =>
  values.reduce((sum, value, index) => sum + value * (weights[index] as number), 0)

/** A number of a resident identity card: GB 11643-1999, a real day of birth and the check digit of ISO 7064 MOD 11-2. */
export function isResidentNumber(text: string, now: Date): boolean {
  const [, year, month, day] = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text) ?? []
  if (!year || !isDayOfBirth(`${year}-${month}-${day}`, now)) return false
  const sum = weigh([...text.slice(0, 17)].map(Number), residentWeights)
  return text[17] === '10X98765432'[sum % 11]
}

function isDayOfBirth(text: string, now: Date): boolean {
  const born = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== text) return false
  return born.getUTCFullYear() >= 1900 && born <= now
}

/** A unified social credit code: GB 32100-2015, 18 characters of 31; the last one checks the others (MOD 31). */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false
  const sum = weigh(
    [...text.slice(0, 17)].map((character) => creditDigits.indexOf(character)),
    creditWeights,
  )
  return text[17] === creditDigits[(31 - (sum % 31)) % 31]
}

/** A code of an organisation before 2015: GB 11714-1997, eight characters and one that checks them (MOD 11). */
export function isOrganisationCode(text: string): boolean {
  const [, body, check] = /^([0-9A-Z]{8})-?([\dX])$/.exec(text) ?? []
  if (!body) return false
  const sum = weigh(
    [...body].map((character) => Number.parseInt(character, 36)),
    organisationWeights,
  )
  return check === '0123456789X0'[11 - (sum % 11)]
}

/** A number of the register of companies before 2015: 15 digits, the last by ISO 7064 MOD 11,10. */
export function isRegistrationNumber(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false
  let product = 10
  for (const digit of text.slice(0, 14)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return (product + Number(text[14])) % 10 === 1
}

/** A number of a payment card: ISO/IEC 7812-1, 12 to 19 digits with the check of Luhn. */
export function isCardNumber(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
