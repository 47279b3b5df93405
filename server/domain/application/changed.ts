import { refuse } from '@menshen/contract/errors'
import { brokenUniqueness } from '#platform/database/failure.ts'
import type { Context } from '../verb.ts'
import type { Application } from './application.ts'

/** Drops an application from every process's memory, under both names that it is found by. */
export function announce(
  changed: Context['changed'],
  { id, identifier }: Pick<Application, 'id' | 'identifier'>,
): void {
  changed(`application:${id}`)
  changed(`application-identifier:${identifier}`)
}

/** Turns the constraint's refusal of an identifier into 2039: it decides between two who ask at once. */
export function refuseTakenIdentifier(error: unknown): never {
  if (brokenUniqueness(error) === 'application_identifier_key') refuse(2039)
  throw error
}
