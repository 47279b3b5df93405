import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Prepared } from './prepare.ts'

/** What a program says of one call. */
export interface Told {
  /** What the client returned. */
  result?: unknown
  /** The client has no such method. */
  missing?: true
  /** What it threw. */
  error?: string
}

/** An official client behind one face, whatever its language. */
export interface OfficialClient {
  open(kind: 'management' | 'authentication', options: object): Promise<void>
  /** `args`: what the method takes, or, where it takes no object, a list of its arguments. */
  call(kind: 'management' | 'authentication', method: string, args: object): Promise<Told>
  close(): void
}

/** Starts the program of a client. */
export function startProgram({ command, args }: Exclude<Prepared, { skip: string }>): OfficialClient {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  async function say(asked: object): Promise<Told> {
    child.stdin.write(`${JSON.stringify(asked)}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error('the program of the client has ended')
    return JSON.parse(value) as Told
  }
  return {
    async open(open, options) {
      const { error } = await say({ open, options })
      if (error) throw new Error(error)
    },
    call: (client, method, args) => say({ client, method, ...(Array.isArray(args) ? { positional: args } : { args }) }),
    close: () => void child.stdin.end(),
  }
}
