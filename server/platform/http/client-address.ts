import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/**
 * The address that a request comes from, in one spelling. Some proxies write the port behind it, which is another each time;
 * and where a proxy that is trusted hands on what a client made up, the proxy itself is who comes.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  // Of an IPv4 address there is one spelling, and it is what nearly everybody comes from: through a proxy, or with one.
  if (isIP(ip) === 4) return ip
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(ip) ?? []
  const address = bracketed ?? dotted ?? ip
  return oneSpelling(isIP(address) ? address : (socket.remoteAddress ?? ''))
}

function oneSpelling(address: string): string {
  return isIP(address) ? ipaddr.process(address).toString() : address
}
