import { codeIn, type openPost } from './post.ts'
import type { Tenant } from './tenant.ts'
import { accepted, rest } from './wire.ts'
import type { World } from './world.ts'

type Post = Awaited<ReturnType<typeof openPost>>

export interface Codes {
  mailCode(email: string, scene?: string, tenant?: Tenant): Promise<string>
  /** To a number of China. */
  textCode(phone: string, scene?: string, tenant?: Tenant): Promise<string>
}

/**
 * Codes as people get them: asked for at the REST door, and read where they arrive. A minute has passed before each, for an
 * address is written to once in one. World and post are asked for with each code: a file makes them in a hook.
 */
export function codesIn(world: () => World, post: () => Post): Codes {
  async function ask(path: string, body: object, tenant = world().tenant): Promise<void> {
    world().passSeconds(61)
    accepted(await rest(world().origin, 'POST', `/api/v2/${path}`, body, { tenant }))
  }
  return {
    async mailCode(email, scene, tenant) {
      await ask('email/send', { email, scene }, tenant)
      return codeIn(await post().mailbox.next(email, /\b\d{6}\b/))
    },
    async textCode(phone, scene, tenant) {
      await ask('sms/send', { phone, scene }, tenant)
      return codeIn(post().phones.last(`+86${phone}`))
    },
  }
}
