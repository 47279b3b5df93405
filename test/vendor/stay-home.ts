import { subscribe } from 'node:diagnostics_channel'
import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'

/** The address that one specification has burnt in. */
const burntIn = 'localhost:3000'

/** Lets the clients of this process reach one server and no other, under its own name and the burnt-in one. */
export function stayHome(origin: string): void {
  const { hostname, port, host } = new URL(origin)
  class HomeAgent extends http.Agent {
    override createConnection(
      options: http.ClientRequestArgs,
      callback?: (error: Error | null, stream: Duplex) => void,
    ): Duplex | null | undefined {
      const asked = `${options.host}:${options.port}`
      if (asked !== host && asked !== burntIn) throw new Error(`a specification reached out for ${asked}`)
      return super.createConnection({ ...options, host: hostname, port: Number(port) }, callback)
    }
  }
  class NoAgent extends https.Agent {
    override createConnection(options: https.RequestOptions): never {
      throw new Error(`a specification reached out for ${options.host}`)
    }
  }
  // A server answers under its own names alone, and a port that it does not listen on makes another one.
  subscribe('http.client.request.created', (message) => {
    const { request } = message as { request: http.ClientRequest }
    if (request.getHeader('host') === burntIn) request.setHeader('host', host)
  })
  http.globalAgent = new HomeAgent({ keepAlive: false })
  https.globalAgent = new NoAgent()
}
