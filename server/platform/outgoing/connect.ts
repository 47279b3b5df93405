import { connect, type Socket } from 'node:net'
import type { AddressRules } from './address-rules.ts'
import { guardedLookup, requirePermitted } from './guarded-lookup.ts'
import { OutgoingFailure, outgoingFailure } from './outgoing-failure.ts'

/** Opens a bare TCP connection within so many milliseconds, the look-up included. Throws an `OutgoingFailure`. */
export type Connect = (to: { host: string; port: number; timeoutMs: number }) => Promise<Socket>

export function createConnect(rules: AddressRules): Connect {
  const lookup = guardedLookup(rules)
  return async ({ host, port, timeoutMs }) => {
    requirePermitted(rules, host)
    return new Promise<Socket>((resolve, reject) => {
      const socket = connect({ host, port, lookup })
      const timer = setTimeout(() => socket.destroy(new OutgoingFailure('timeout')), timeoutMs)
      const fail = (error: unknown) => {
        clearTimeout(timer)
        reject(outgoingFailure(error))
      }
      socket.once('error', fail)
      socket.once('connect', () => {
        clearTimeout(timer)
        socket.off('error', fail)
        // Until its new owner listens, a connection that breaks must not end the process.
        socket.on('error', () => {})
        resolve(socket)
      })
    })
  }
}
