import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { isActiveAccount } from './account-status.ts'
import { findLiveSessions } from './session-store.ts'

export interface SignedInWhere {
  user: User | null
  isLogin: boolean
  /** The applications that the person holds a token of. */
  applications: Application[]
}

/** Sessions that are looked at: more applications than anybody is signed in to. */
const most = 200

export interface WhereInput {
  userId: string
  /** Only in this application. */
  applicationId?: string | undefined
  /** Only on this device. */
  deviceId?: string | undefined
}

/** Whether and where somebody is signed in, for an administrator. */
export const getSignedInWhere: Question<WhereInput, SignedInWhere> = {
  name: 'session.where',
  admits: 'manager',
  async answer({ reader, pool, now, ports }, { userId, applicationId, deviceId }) {
    const user = await findUser(reader, pool.id, userId)
    if (!isActiveAccount(user)) return { user, isLogin: false, applications: [] }
    const asked = await findLiveSessions(reader, pool.id, userId, now, { limit: most, applicationId, deviceId })
    // Whoever is away is not signed in.
    const present = asked.filter(({ kind }) => kind !== 'offline')
    const ids = new Set(present.flatMap((session) => session.applicationId ?? []))
    const found = await Promise.all([...ids].map((id) => ports.cached.application(id)))
    const applications = found.filter((application) => application !== null)
    // A session of an application that was deleted meanwhile opens nothing.
    const isLogin = applications.length > 0 || present.some((session) => session.applicationId === null)
    return { user, isLogin, applications }
  },
}
