import { refuse } from '@menshen/contract/errors'
import { findUser } from '#domain/people/user/user-store.ts'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findEnterable, findGranted } from './access-store.ts'

/** One page of the applications that the caller may enter, oldest first. */
export const listEnterable: Question<Partial<Page>, { totalCount: number; list: Application[] }> = {
  name: 'application-access.list-enterable',
  admits: 'full user',
  answer: (before, { page, limit }) => enterable(before, pageOf(page, limit)),
}

/** The same for other rooms. 2020 for who is no person. */
export async function enterable({ reader, pool, caller, ports, now }: Before, page: Page) {
  if (caller.kind !== 'user') refuse(2020)
  const { totalCount, ids } = await findEnterable(reader, pool.id, { userId: caller.userId, now }, page)
  const found = await Promise.all(ids.map((id) => ports.cached.application(id)))
  return { totalCount, list: found.filter((one) => one !== null) }
}

/** More than a pool has. */
const most = 1_000

async function found({ pool, ports }: Pick<Before, 'pool' | 'ports'>, ids: string[]): Promise<Application[]> {
  const applications = await Promise.all(ids.map((id) => ports.cached.application(id)))
  return applications.filter((one) => one?.userPoolId === pool.id).filter((one) => one !== null)
}

/** The applications that somebody may enter, oldest first, at most 1,000. 2004 nobody of that id. */
export const listEnterableBy: Question<{ userId: string }, Application[]> = {
  name: 'application-access.enterable-by',
  admits: 'manager',
  async answer(before, { userId }) {
    const { reader, pool, now } = before
    if (!(await findUser(reader, pool.id, userId))) refuse(2004)
    return found(before, (await findEnterable(reader, pool.id, { userId, now }, { page: 1, limit: most })).ids)
  },
}

/** Those of them that a rule lets the person enter, whoever else may, and none keeps them out of. 2004 nobody of that id. */
export const listGrantedTo: Question<{ userId: string }, Application[]> = {
  name: 'application-access.granted-to',
  admits: 'manager',
  async answer(before, { userId }) {
    const { reader, pool, now } = before
    if (!(await findUser(reader, pool.id, userId))) refuse(2004)
    return found(before, await findGranted(reader, pool.id, { userId, now }, most))
  },
}
