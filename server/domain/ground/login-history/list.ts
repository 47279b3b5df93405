import { refuse } from '@menshen/contract/errors'
import { findUser } from '#domain/people/user/user-store.ts'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { GeoLocation } from './geo-location.ts'
import type { LoginRecord } from './login-record.ts'
import { findLoginRecords, type HistoryFilter, pageOfLoginRecords } from './login-record-store.ts'

export interface HistoryInput {
  limit?: number | undefined
  /** The `next` of the page before. */
  after?: string | undefined
}

export interface HistoryEntry extends LoginRecord {
  userId: string
  /** Null when it was deleted meanwhile, or when none was named. */
  application: Application | null
  place: GeoLocation | null
}

export interface HistoryPage {
  list: HistoryEntry[]
  /** Where the next page begins; null when this is the last. */
  next: string | null
}

/** The tries to sign in as the caller, the newest first. */
export const listOwnHistory: Question<HistoryInput, HistoryPage> = {
  name: 'login-history.list-own',
  admits: 'any user',
  answer(before, input) {
    const { caller } = before
    if (caller.kind !== 'user') refuse(2020)
    return pageOfHistory(before, caller.userId, input)
  },
}

/** Somebody's tries, for an administrator. 2004 nobody of that id. */
export const listHistory: Question<HistoryInput & { userId: string }, HistoryPage> = {
  name: 'login-history.list',
  admits: 'manager',
  async answer(before, input) {
    if (!(await findUser(before.reader, before.pool.id, input.userId))) refuse(2004)
    return pageOfHistory(before, input.userId, input)
  },
}

async function pageOfHistory(
  { reader, pool, ports, now }: Before,
  userId: string,
  { limit: asked, after }: HistoryInput,
): Promise<HistoryPage> {
  const { limit } = pageOf(1, asked)
  const found = await findLoginRecords(reader, pool.id, userId, { limit: limit + 1, before: after, now })
  const list = await Promise.all(found.slice(0, limit).map((record) => describe(ports, userId, record)))
  return { list, next: found.length > limit ? (list.at(-1)?.id ?? null) : null }
}

async function describe({ cached, geoLocator }: Ports, userId: string, record: LoginRecord): Promise<HistoryEntry> {
  const application = record.applicationId ? await cached.application(record.applicationId) : null
  return { ...record, userId, application, place: record.ip ? await geoLocator.find(record.ip) : null }
}

/** A page by its number, of those tries that the filter leaves. */
export type HistoryQuery = HistoryFilter & Page
export interface NumberedHistory {
  totalCount: number
  list: HistoryEntry[]
}

/** Somebody's tries by pages with their number, for an administrator. 2004 nobody of that id. */
export const searchHistory: Question<HistoryQuery & { userId: string }, NumberedHistory> = {
  name: 'login-history.search',
  admits: 'manager',
  async answer(before, { userId, ...query }) {
    if (!(await findUser(before.reader, before.pool.id, userId))) refuse(2004)
    return numberedPage(before, userId, query)
  },
}

/** The same of the caller's own. */
export const searchOwnHistory: Question<HistoryQuery, NumberedHistory> = {
  name: 'login-history.search-own',
  admits: 'any user',
  answer: (before, query) =>
    before.caller.kind === 'user' ? numberedPage(before, before.caller.userId, query) : refuse(2020),
}

async function numberedPage(
  { reader, pool, ports, now }: Before,
  userId: string,
  { page, limit, ...filter }: HistoryQuery,
): Promise<NumberedHistory> {
  const of = { userPoolId: pool.id, userId, now }
  const { totalCount, list } = await pageOfLoginRecords(reader, of, filter, { page, limit })
  return { totalCount, list: await Promise.all(list.map((record) => describe(ports, userId, record))) }
}
