import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answers, Reply, Request } from './talk.ts'

/** The process that makes the load, from the outside. */
export interface LoadProcess {
  ask<Kind extends Request['do']>(request: Extract<Request, { do: Kind }>): Promise<Answers[Kind]>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts a file of ours with a line to it. */
function start(file: string): ChildProcess {
  return fork(join(root, 'bench', file), {
    cwd: root,
    execPath: process.execPath,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

export function startLoad(): LoadProcess {
  const child = start('client/main.ts')
  const ended = once(child, 'exit').then(() => ({ error: 'the load process ended' }))
  return {
    async ask(request) {
      const heard = once(child, 'message').then(([reply]) => reply as Reply)
      child.send(request)
      const reply = await Promise.race([heard, ended])
      if ('error' in reply) throw new Error(reply.error)
      return reply.value as never
    },
    stop: () => end(child),
  }
}

export async function startEcho(): Promise<{ origin: string; stop(): Promise<void> }> {
  const child = start('limit/echo-server.ts')
  const [port] = await once(child, 'message')
  return { origin: `http://127.0.0.1:${port}`, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.disconnect()
  await ended
}
