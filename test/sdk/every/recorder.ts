import type { sdk } from '../../kit/sdk.ts'

export type Client = InstanceType<typeof sdk.ManagementClient>

/** What carries the parts of the client that are for administrators. */
const carriers = ['graphqlClient', 'httpClient', 'fastHttpClient', 'tokenProvider', 'publicKeyManager', 'options']
/** Private, and not to be made promises of. */
const inner = ['org.buildTree', 'event.reconnect', 'event.initWebSocket']

export interface Recorded {
  /** `users.create`, for every method that the client has. */
  methods: ReadonlySet<string>
  /** Those that were called and answered. */
  answered: ReadonlySet<string>
}

type Method = (...given: unknown[]) => unknown

/** Watches which methods of a client are called and answer. */
export function record(client: Client): Recorded {
  const methods = new Set<string>()
  const answered = new Set<string>()
  function watch(prefix: string, owner: object) {
    const held = owner as Record<string, Method>
    for (const method of methodsOf(owner)) {
      const name = prefix + method
      if (inner.includes(name)) continue
      methods.add(name)
      const original = held[method] as Method
      held[method] = async (...given) => {
        const answer = await original.apply(owner, given)
        answered.add(name)
        return answer
      }
    }
  }
  watch('', client)
  for (const [part, owner] of Object.entries(client)) if (!carriers.includes(part)) watch(`${part}.`, owner)
  return { methods, answered }
}

function methodsOf(owner: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(owner)).filter((name) => name !== 'constructor')
}
