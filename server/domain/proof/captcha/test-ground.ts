import type { AnyVerb, Before, Context, Preparing, Question } from '#domain/shape/verb.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLimits } from '#platform/limits/limits.ts'
import { createLog } from '#platform/log.ts'
import { createTestDatabase } from '../../../../test/kit/database.ts'
import { createCaptchaKeys } from './captcha-keys.ts'

export const keys = createCaptchaKeys('a secret key of the installation')
export const start = new Date('2026-03-01T00:00:00Z')
export const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
export const pool = { id: 'pool' } as UserPool
export const other = { id: 'other' } as UserPool

/** A database with this room's tables, and ways to run its operations at a time and in a pool of the test's choice. */
export async function openGround() {
  const database = await createTestDatabase()
  const { unit, pool: connections, close } = await connectDatabase(database.connection, createLog('silent'), 10)

  const before = (at: Date, where = pool) => ({ pool: where, now: at, ports: { captcha: keys } }) as Before & Preparing
  const client = { ip: '192.0.2.1', userAgent: null }
  const limits = createLimits('a secret key of the installation')
  const write = <T>(work: (context: Context) => Promise<T>, at: Date, where = pool) =>
    unit.write(({ tx }) => work({ tx, pool: where, now: at, client, limits } as Context))

  return {
    write,
    connections,
    async call<Input, Output, Prepared>(
      verb: AnyVerb<Input, Output, Prepared>,
      input: Input,
      at = start,
    ): Promise<Output> {
      const seen = await verb.prepare(before(at), input)
      return (await write((context) => verb.run(context, seen), at)) as Output
    },
    ask: async <Input, Output>(question: Question<Input, Output>, input: Input, at = start): Promise<Output> =>
      question.answer(before(at), input),
    async close() {
      await close()
      await database.drop()
    },
  }
}
