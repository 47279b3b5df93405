// What the machine does with nothing of ours in between; run in the load's process while the server waits.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { Pool } from 'pg'
import { createPasswordHasher } from '#platform/password-hasher.ts'
import { postJson } from '../client/request.ts'
import { expectJson } from '../client/speak.ts'
import type { LimitName, Operation, Worker } from '../shapes.ts'
import type { Target } from '../target.ts'

export interface Limit {
  /** For the table. */
  name: string
  /** How many at once. */
  connections: number
  begin(worker: Worker): Operation
  close(): Promise<void>
}

const signAsync = promisify(sign)
const nothing = async () => {}

const makers: Record<LimitName, (target: Target) => Promise<Limit>> = {
  async echo({ echo }) {
    const kilobyte = postJson(echo, '/', { text: 'x'.repeat(1013) })
    const begin =
      ({ connection }: Worker) =>
      async () =>
        void (await expectJson(connection, kilobyte))
    return { name: 'bare node:http, 1 KiB JSON', connections: 16, begin, close: nothing }
  },
  async argon2id() {
    const hasher = createPasswordHasher()
    const begin = () => async () => void (await hasher.hash('correct horse'))
    return { name: 'Argon2id, same parameters', connections: availableParallelism(), begin, close: nothing }
  },
  async rsa() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const begin = () => async () => void (await signAsync('sha256', text, privateKey))
    return { name: 'RSA-2048 signature', connections: 16, begin, close: nothing }
  },
  async ecdsa() {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const begin = () => async () => void (await signAsync('sha256', text, privateKey))
    return { name: 'P-256 signature', connections: 16, begin, close: nothing }
  },
  async hmac() {
    const begin = () => async () => void createHmac('sha256', 'secret').update(text).digest()
    return { name: 'HMAC-SHA256', connections: 1, begin, close: nothing }
  },
  async insert({ database }) {
    const pool = new Pool({ ...database, max: 16 })
    await pool.query('CREATE TABLE IF NOT EXISTS bench_row (id bigserial PRIMARY KEY, body text NOT NULL)')
    const statement = { name: 'insert', text: 'INSERT INTO bench_row (body) VALUES ($1)', values: ['x'.repeat(200)] }
    const begin = () => async () => void (await pool.query(statement))
    const close = async () => {
      await pool.query('DROP TABLE bench_row')
      await pool.end()
    }
    return { name: 'one-row INSERT and commit', connections: 16, begin, close }
  },
}

const text = Buffer.alloc(600, 'x')

export function makeLimit(name: LimitName, target: Target): Promise<Limit> {
  return makers[name](target)
}
