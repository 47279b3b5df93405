// What many requests of this door take.
import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { userIdTypes } from '#domain/people/user/named.ts'
import { flag, optionalChoice, optionalUnchecked, text, texts } from '../engine/fields.ts'
import { shape, yesOrNo } from '../engine/results.ts'

const pageNumber = (description: string, otherwise: number, maximum: number) =>
  Type.Integer({ description, default: otherwise, minimum: 1, maximum })

/** Which part of a list is wanted. What lies outside of the bounds is refused (400), as this generation of clients expects. */
export const page = {
  page: pageNumber('Which page of the list, from 1.', 1, 1_000_000),
  limit: pageNumber('How many entries a page has.', 10, 50),
}

/** How much an answer is to tell of people. */
export const tellOfPeople = {
  withCustomData: flag('Tell what stands in their custom fields.'),
  withIdentities: flag('Tell which accounts at other providers they have linked.'),
  withDepartmentIds: flag('Tell in which departments they are.'),
  flatCustomData: flag('The same answer: custom fields always stand by their names.'),
}

export interface TellOfPeople {
  /** Without the fields that people are not shown. */
  toThemselves?: boolean
  withCustomData?: boolean
  withIdentities?: boolean
  withDepartmentIds?: boolean
}

/** What clients have a field for and this platform has nothing: see `refuseSaid`. */
export const unsupported = optionalUnchecked(
  'Nothing here has that. Null, an empty value and false say nothing; what says something is refused.',
)

/** Refuses (400, by name) the first of these fields that says something, instead of dropping it. */
export function refuseSaid(fields: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(fields))
    if (!saysNothing(value)) refuse(400, { variant: 'unknown', values: { field } })
}

function saysNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === undefined || value === null || value === '' || value === false
}

export const success = shape({ success: yesOrNo('It was done.') })

/** The `encode` of operations that have nothing to tell. */
export const succeeded = () => ({ success: true })

export const userIdType = optionalChoice(
  userIdTypes,
  'By what people are called; by their id when left out. identity is <extIdpId>:<userIdInIdp>, custom_field is <key>:<value>.',
)

/** Somebody as an administrator calls them: see `people/user/named.ts`. */
export const namedPerson = { userId: text('The person.'), userIdType }

export const namedPeople = { userIds: texts('The people.'), userIdType }
