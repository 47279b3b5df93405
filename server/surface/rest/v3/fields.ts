// What many requests of this door take.
import Type from 'typebox'
import { flag } from '../engine/fields.ts'
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
  withCustomData?: boolean
  withIdentities?: boolean
  withDepartmentIds?: boolean
}

export const success = shape({ success: yesOrNo('It was done.') })

/** The `encode` of operations that have nothing to tell. */
export const succeeded = () => ({ success: true })
