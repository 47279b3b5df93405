import type { Tx } from '#platform/database/database.ts'
import type { UnitOfWork, Work } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { listedForm, type WhitelistType } from '../whitelist/whitelist-store.ts'
import { type IdentifierKind, keyOf, readsAs } from './identifier.ts'
import {
  after,
  type Collision,
  exactly,
  findCollisions,
  findStated,
  insertCollision,
  leaveRestatement,
  type Restated,
  restate,
  restateWhitelist,
  type Stated,
  takeRestatement,
  takeSettledCollisions,
} from './restatement-store.ts'
import { findUserBy } from './user-store.ts'
import { keepsItsOrder } from './writing-direction.ts'

/** People of one transaction: the rows are locked for as long, and nobody waits for more. */
const batch = 1_000
/** Of a report, in the log. */
const named = 20

/**
 * Brings people who were there before into the one form of identifiers and of texts that are searched, some at a time and on from
 * where it was left, whichever process does so. Two people with one identifier are left as they are and written down in
 * `identifier_collision`, and so is who has a name that nobody could take today, as in their own way. Ends early when `isStopping`.
 */
export async function restatePeople(unit: UnitOfWork, now: Date, isStopping: () => boolean): Promise<void> {
  while (!isStopping() && (await unit.write((work) => nextBatch(work, now)))) {}
}

/** Says at a start who still has an identifier that somebody else has as well; those who have been given another are forgotten. */
export async function reportCollisions(unit: UnitOfWork, now: Date, log: Log): Promise<number> {
  await unit.write(async (work) => {
    for (const person of await takeSettledCollisions(work.tx))
      for (const stated of await findStated(work.tx, exactly(person), 1)) await restateOne(work, stated, now)
  })
  const { total, list } = await findCollisions(unit.reader, named)
  const people = list.map(({ userPoolId, userId, kind, holderId }) => ({ userPoolId, userId, kind, holderId }))
  if (total > 0)
    log.warn(
      { total, people },
      'some people have an identifier that is also another’s, or (holderId their own) a name that can be shown as another: the table identifier_collision names them, and they, or one of each two, need another',
    )
  return total
}

async function nextBatch(work: Work, now: Date): Promise<boolean> {
  const { tx } = work
  const from = await takeRestatement(tx)
  if (!from) return false
  if (from.userPoolId === '') await restateWhitelist(tx, (type, value) => listedForm(type as WhitelistType, value))
  const people = await findStated(tx, after(from), batch)
  for (const person of people) await restateOne(work, person, now)
  await leaveRestatement(tx, people.length < batch ? null : (people.at(-1) ?? null), now)
  return people.length === batch
}

async function restateOne({ tx, changed }: Work, person: Stated, now: Date): Promise<void> {
  const { userPoolId, id, username, email, unindexed } = person
  const changes: Restated = {}
  const key = username && keyOf('username', username)
  const read = username && mayRead(username) ? readsAs(username) : null
  if (username && key && !keepsItsOrder(username)) await noteAdrift(tx, { userPoolId, id, username, key }, now)
  const address = email && !isPlain(email) ? keyOf('email', email) : email
  const noteTaken = (of: Collision['kind'], as: IdentifierKind, form: string) =>
    noteIfTaken(tx, { person, of, as, form }, now)
  if (key && key !== person.usernameKey && !(await noteTaken('username', 'username', key))) changes.usernameKey = key
  if (address && address !== email && !(await noteTaken('email', 'email', address))) changes.email = address
  if ((read?.key ?? null) !== person.usernameReads) {
    changes.usernameReads = read?.key ?? null
    if (read) await noteTaken('username', read.kind, read.key)
  }
  if (Object.keys(changes).length === 0 && !unindexed) return
  await restate(tx, person, changes)
  changed(`user:${userPoolId}:${id}`)
}

/** It stays theirs: they are in nobody's way but their own. */
function noteAdrift(
  tx: Tx,
  { userPoolId, id, username, key }: Record<'userPoolId' | 'id' | 'username' | 'key', string>,
  now: Date,
) {
  return insertCollision(
    tx,
    { userPoolId, userId: id, kind: 'username', value: username, form: key, holderId: id },
    now,
  )
}

interface Claim {
  person: Stated
  /** Which identifier of the person's, in which form, and as what somebody else may have that. */
  of: Collision['kind']
  form: string
  as: IdentifierKind
}

/** Writes down who has it where that is somebody else, and says whether it is. */
async function noteIfTaken(tx: Tx, { person, of: kind, as, form }: Claim, now: Date): Promise<boolean> {
  const { userPoolId, id } = person
  const holder = await findUserBy(tx, userPoolId, as, form)
  if (!holder || holder.id === id) return false
  await insertCollision(tx, { userPoolId, userId: id, kind, value: person[kind] ?? '', form, holderId: holder.id }, now)
  return true
}

// A million of them are looked at: most need no more than this look.
const isPlain = (email: string) => /^[!-?A-~]+@[!-?A-~]+$/.test(email) && email === email.toLowerCase()
const mayRead = (username: string) => username.includes('@') || !/[a-z]/i.test(username)
