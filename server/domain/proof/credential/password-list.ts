import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { StartError } from '#platform/start-error.ts'

/** Passwords that are known to have leaked. */
export interface PasswordList {
  size: number
  has(password: string): boolean
}

/** Eight bytes each in memory, so forty megabytes at the most. */
const most = 5_000_000

/**
 * Reads a list from a file: a password per line, or its SHA-1 in hexadecimal with or without `:count` behind, as Have I Been
 * Pwned publishes them. Only the first 64 bits of each SHA-1 are kept: of a million passwords that nobody has ever used, none
 * is refused by mistake. Throws a `StartError` when the file cannot be read, holds nothing or too much.
 */
export async function readPasswordList(path: string): Promise<PasswordList> {
  let keys = new BigUint64Array(16_384)
  let size = 0
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line === '') continue
      if (size === most)
        throw new StartError(`BREACHED_PASSWORDS_FILE has more than ${most} lines. Set it to a shorter list.`)
      if (size === keys.length) keys = grown(keys)
      keys[size++] = keyOfLine(line)
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      `BREACHED_PASSWORDS_FILE cannot be read (${(error as NodeJS.ErrnoException).code}). Set it to a text file that this user may read.`,
    )
  }
  if (size === 0)
    throw new StartError('BREACHED_PASSWORDS_FILE is empty. Set it to a text file with a password per line.')
  const sorted = keys.slice(0, size).sort()
  return { size, has: (password) => contains(sorted, keyOf(password)) }
}

/** A list of what is in memory already. */
export function listOf(passwords: readonly string[]): PasswordList {
  return new Set(passwords)
}

function grown(keys: BigUint64Array<ArrayBuffer>): BigUint64Array<ArrayBuffer> {
  const larger = new BigUint64Array(keys.length * 2)
  larger.set(keys)
  return larger
}

function keyOfLine(line: string): bigint {
  return /^[0-9a-f]{40}(:\d+)?$/i.test(line) ? firstBits(line) : keyOf(line)
}

const keyOf = (password: string) => firstBits(hash('sha1', password))
const firstBits = (hex: string) => BigInt(`0x${hex.slice(0, 16)}`)

function contains(sorted: BigUint64Array, key: bigint): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as bigint) < key) low = middle + 1
    else high = middle
  }
  return sorted[low] === key
}
