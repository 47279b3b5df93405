import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { createCodeKeys } from '#domain/proof/verification-code/code-keys.ts'
import { loadRootSecret } from '#domain/tenancy/key/root-secret.ts'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { openConnection } from '../client/connection.ts'
import { documents } from '../client/documents.ts'
import { connections } from '../client/each.ts'
import { postJson } from '../client/request.ts'
import { expectJson, graphql, succeed } from '../client/speak.ts'
import type { Stage } from '../client/stage-shape.ts'
import type { Row, Worker } from '../shapes.ts'

export const signInRows: Row[] = [
  { id: 'code', name: 'code sign-in (login/email-code)', limit: 'insert', prepare: prepareCodes },
  {
    id: 'guessed',
    name: 'password login of 4 clients on known devices beside 200 wrong ones/s',
    limit: 'argon2id',
    connections: 4,
    async prepare({ target, people }) {
      const requests = await knownRequests(target, people)
      return ({ index, connection }) => {
        let at = index * 50
        return async () => void (await succeed(connection, requests[at++ % requests.length] as Buffer))
      }
    },
    meanwhile: guess,
  },
]

const code = '123456'

/**
 * Each worker signs its own people in, one after the other. A code is good once, so whenever all have used theirs the worker
 * puts new ones into the database, a dozen with one statement: to have them sent would measure the sending.
 */
async function prepareCodes({ target, people }: Stage): Promise<(worker: Worker) => () => Promise<void>> {
  const { origin, bootstrap, database } = target
  const keys = createCodeKeys(await rootSecretOf(target))
  const pool = new pg.Pool({ ...database, max: 2, allowExitOnIdle: true })
  const headers = { 'x-authing-app-id': bootstrap.appId }
  const all = people.map(({ username }) => {
    const address = `${username}@example.com`
    const bound = { userPoolId: bootstrap.userPoolId, address, purpose: 'login' as const }
    return {
      addressHash: keys.addressHash(bootstrap.userPoolId, address),
      codeHash: keys.codeHash(bound, code),
      request: postJson(origin, '/api/v2/login/email-code', { email: address, code }, headers),
    }
  })
  return ({ index, connection }) => {
    const own = all.filter((_, at) => at % connections === index)
    let at = 0
    return async () => {
      if (at++ % own.length === 0) await renew(pool, bootstrap.userPoolId, own)
      const { request } = own[at % own.length] as (typeof own)[number]
      const answer = await expectJson<{ code: number; message: string }>(connection, request)
      if (answer.code !== 200) throw new Error(`${answer.code} ${answer.message}`)
    }
  }
}

async function rootSecretOf({ database, secretKey }: Stage['target']): Promise<string> {
  const { unit, close } = await connectDatabase(database, createLog('silent'), 1)
  return loadRootSecret(unit, { current: secretKey, former: null }).finally(close)
}

async function renew(pool: pg.Pool, userPoolId: string, codes: { addressHash: Buffer; codeHash: Buffer }[]) {
  await pool.query(
    `INSERT INTO verification_code (user_pool_id, address_hash, purpose, code_hash, tries_left, expires_at)
     SELECT $1, address_hash, 'login', code_hash, 3, now() + interval '5 minutes'
     FROM unnest($2::bytea[], $3::bytea[]) AS t (address_hash, code_hash)
     ON CONFLICT (user_pool_id, address_hash, purpose) DO UPDATE
       SET code_hash = excluded.code_hash, tries_left = 3, expires_at = excluded.expires_at`,
    [userPoolId, codes.map(({ addressHash }) => addressHash), codes.map(({ codeHash }) => codeHash)],
  )
}

/**
 * Sign-ins from where the people have signed in before, as their browsers do: once the window of the pool is full, people from
 * elsewhere work for each try, and these go on.
 */
async function knownRequests(target: Stage['target'], people: Stage['people']): Promise<Buffer[]> {
  const line = await openConnection(target.origin)
  const requests: Buffer[] = []
  for (const { username, sealed } of people) {
    const variables = { input: { username, password: sealed } }
    const { head } = await succeed(line, graphql(target, documents.login, variables))
    const device = /\r\nx-menshen-device: *([^\r]+)/i.exec(head)?.[1]
    if (!device) throw new Error('no device was offered')
    requests.push(graphql(target, documents.login, variables, undefined, { 'x-menshen-device': device }))
  }
  line.close()
  return requests
}

/** Per second, and on how many accounts: each is good for five hashes before a captcha stands in front of it, all for a thousand. */
const guesses = 200
const guessed = 500

/** Wrong passwords at a steady rate, whether or not they are answered, each from another address. */
async function guess({ target, crowd, people, managementToken, seal }: Stage): Promise<() => Promise<void>> {
  const names = crowd.slice(0, guessed)
  if (names.length === 0) throw new Error('there is nobody to guess at: give --people')
  await givePasswords(target, names, people[0]?.username ?? '')
  const password = seal('a wrong guess')
  const lines = await Promise.all(Array.from({ length: 64 }, () => openConnection(target.origin)))
  let [sent, ended, at] = [0, false, 0]
  const end = new AbortController()
  const shoot = async () => {
    // With every line waiting for its answer, the guess is one that came too late to be made.
    const line = lines.pop()
    if (!line) return
    sent++
    const clientIp = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`
    const input = { username: names[at++ % names.length], password, clientIp }
    await line.send(graphql(target, documents.login, { input }, managementToken)).catch(() => null)
    if (ended) line.close()
    else lines.push(line)
  }
  const start = performance.now()
  const ticking = (async () => {
    for (let due = 0; !ended; due = ((performance.now() - start) / 1000) * guesses) {
      for (let made = sent; made < due; made++) void shoot()
      await wait(5, undefined, { signal: end.signal }).catch(() => null)
    }
  })()
  return async () => {
    ended = true
    end.abort()
    await ticking
    for (const line of lines) line.close()
    const rate = sent / ((performance.now() - start) / 1000)
    if (rate < guesses * 0.9) console.error(`  guessed: only ${rate.toFixed(0)} wrong passwords/s could be sent`)
  }
}

/** The crowd has no passwords, and to guess at nothing is cheap: these get the hash of somebody who has one. */
async function givePasswords({ database, bootstrap }: Stage['target'], names: string[], like: string): Promise<void> {
  const client = new pg.Client(database)
  await client.connect()
  await client
    .query(
      `INSERT INTO user_password (user_pool_id, user_id, hash)
       SELECT $1, crowd.id, rider.hash FROM user_account AS crowd,
         (SELECT hash FROM user_password JOIN user_account ON user_account.id = user_id
          WHERE username = $3 AND user_password.user_pool_id = $1) AS rider
       WHERE crowd.user_pool_id = $1 AND crowd.username = ANY ($2::text[])
       ON CONFLICT DO NOTHING`,
      [bootstrap.userPoolId, names, like],
    )
    .finally(() => client.end())
}
