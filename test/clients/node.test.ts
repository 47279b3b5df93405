import { AuthenticationClient, ManagementClient } from 'authing-node-sdk'
import type { OfficialClient, Told } from './program.ts'
import { runStory } from './run-story.ts'

type Methods = Record<string, ((...args: object[]) => Promise<unknown>) | undefined>

/** In this very process. */
function startHere(): OfficialClient {
  const clients: Record<string, Methods> = {}
  return {
    async open(kind, options) {
      const made =
        kind === 'management' ? new ManagementClient(options as never) : new AuthenticationClient(options as never)
      clients[kind] = made as unknown as Methods
    },
    async call(kind, method, args): Promise<Told> {
      const called = clients[kind]?.[method]
      if (!called) return { missing: true }
      return called.apply(clients[kind], [args].flat()).then(
        (result) => ({ result }),
        (error) => ({ error: String(error) }),
      )
    },
    close() {},
  }
}

// It drops the token of `verifyMfaToken`.
runStory({ start: startHere, broken: ['verifyMfaToken'] })
