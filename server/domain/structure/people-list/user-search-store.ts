import { type RawBuilder, sql } from 'kysely'
import type { Belonging } from '#domain/people/user/belonging.ts'
import type { FilterCondition } from '#domain/people/user/filter-input.ts'
import { hasPieces, hasText, mayHaveText } from '#domain/people/user/text-match-store.ts'
import { meetsAll } from '#domain/people/user/user-filter-store.ts'
import { countPeople } from '#domain/people/user/user-list-store.ts'
import type { SearchField, UserPage } from '#domain/people/user/user-page.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { peopleOf } from './belonging-store.ts'

/** So many of the newest people are looked at first: a text that many have is found among them. */
const sample = 2_000
/** A text that more than one in a hundred of the sample have is common. */
const commonShare = 100
/** Some more are looked at below so many of the newest: those may have come together, and be like nobody before them. */
const depth = 20_000
const deepSample = 500
/** One or two letters cannot be looked up: they are looked for among so many of the newest. */
const shortReach = 20_000
/** Groups, departments and roles of at most so many people are searched person by person. */
const smallCircle = 20_000

export interface Search {
  text: string
  fields: SearchField[]
  belonging: Belonging
  now: Date
  /** What else has to be true of them. */
  conditions: readonly FilterCondition[]
}

/** Ids of one page, newest first, and how many there are: exactly, or else a number that there are at the least. */
interface Found {
  ids: string[]
  total: number
}

/** Who has the text in one of the fields, newest first. How the way is chosen: docs/decisions/0011. */
export async function searchUsers(reader: Reader, userPoolId: string, search: Search & Page): Promise<UserPage> {
  const circle = await peopleOf(reader, userPoolId, search.belonging, search.now)
  const { ids, total } = await findMatches(reader, userPoolId, search, circle)
  return { totalCount: total, list: await findUsers(reader, userPoolId, 'id', ids) }
}

async function findMatches(
  reader: Reader,
  userPoolId: string,
  { text, fields, page, limit, conditions, now }: Search & Page,
  circle: RawBuilder<string> | null,
): Promise<Found> {
  const also = meetsAll(conditions, now)
  const stretch = { offset: (page - 1) * limit, limit }
  if (circle) {
    const members = await readCircle(reader, circle)
    if (members)
      return fromCandidates(
        reader,
        userPoolId,
        sql`id = any(${members}::text[])`,
        sql`${hasText(text, fields)} AND ${also}`,
        stretch,
      )
  }
  const within = circle ? sql<boolean>`id IN (${circle})` : sql<boolean>`true`
  const matching = sql<boolean>`${hasText(text, fields)} AND ${within} AND ${also}`
  const { people } = await countPeople(reader, userPoolId)
  const newest = await amongNewest(reader, userPoolId, matching, sample)
  if (people <= sample) return sliceOf(newest, stretch)
  if (isCommon(newest, sample)) return walk(reader, userPoolId, matching, newest, stretch)
  if (people > depth && isCommon(await amongNewest(reader, userPoolId, matching, deepSample, depth), deepSample))
    return walk(reader, userPoolId, matching, newest, stretch)
  if (hasPieces(text))
    return fromCandidates(reader, userPoolId, mayHaveText(userPoolId, text, fields), matching, stretch)
  return sliceOf(await amongNewest(reader, userPoolId, matching, shortReach), stretch)
}

const isCommon = (found: string[], looked: number) => found.length >= looked / commonShare

type Stretch = { offset: number; limit: number }

function sliceOf(ids: string[], { offset, limit }: Stretch): Found {
  return { ids: ids.slice(offset, offset + limit), total: ids.length }
}

/** Null when there are too many of them. */
async function readCircle(reader: Reader, circle: RawBuilder<string>): Promise<string[] | null> {
  const rows = await reader
    .selectFrom(sql<{ user_id: string }>`(SELECT DISTINCT user_id FROM (${circle}) AS any_of_them)`.as('member'))
    .select('user_id')
    .limit(smallCircle + 1)
    .execute()
  return rows.length > smallCircle ? null : rows.map(({ user_id }) => user_id)
}

const ofPool = (reader: Reader, userPoolId: string) =>
  reader.selectFrom('user_account').where('user_pool_id', '=', userPoolId)

/** Those of the newest people below so many, newest first. */
async function amongNewest(
  reader: Reader,
  userPoolId: string,
  matching: RawBuilder<boolean>,
  reach: number,
  below = 0,
): Promise<string[]> {
  const inOrder = ofPool(reader, userPoolId).orderBy('created_at', 'desc').orderBy('id', 'desc')
  // The index passes over the people who are not wanted.
  const from = sql<boolean>`(created_at, id) <= (${inOrder.select(['created_at', 'id']).offset(below).limit(1)})`
  const newest = inOrder
    .selectAll()
    .$if(below > 0, (query) => query.where(from))
    .limit(reach)
  const rows = await reader.selectFrom(newest.as('newest')).select('id').where(matching).execute()
  return rows.map(({ id }) => id)
}

/** Along the list until the page is full, which does not take long where many match. */
async function walk(
  reader: Reader,
  userPoolId: string,
  matching: RawBuilder<boolean>,
  newest: string[],
  { offset, limit }: Stretch,
): Promise<Found> {
  if (offset + limit < newest.length) return sliceOf(newest, { offset, limit })
  const rows = await ofPool(reader, userPoolId)
    .select('id')
    .where(matching)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .offset(offset)
    .execute()
  const ids = rows.map(({ id }) => id)
  return { ids: ids.slice(0, limit), total: Math.max(newest.length, ids.length > 0 ? offset + ids.length : 0) }
}

/** Of candidates that an index finds, those who match; all of them are counted. */
async function fromCandidates(
  reader: Reader,
  userPoolId: string,
  candidates: RawBuilder<unknown>,
  matching: RawBuilder<boolean>,
  { offset, limit }: Stretch,
): Promise<Found> {
  // Materialized: with the order in sight PostgreSQL would rather walk the whole list until the page is full.
  const counted = sql<{ total: string; ids: string[] }>`(
    WITH found AS MATERIALIZED (
      SELECT id, created_at FROM user_account
      WHERE user_pool_id = ${userPoolId} AND ${candidates} AND ${matching})
    SELECT (SELECT count(*) FROM found) AS total,
      ARRAY(SELECT id FROM found ORDER BY created_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}) AS ids)`
  const { ids, total } = await reader.selectFrom(counted.as('counted')).selectAll().executeTakeFirstOrThrow()
  return { ids, total: Number(total) }
}
