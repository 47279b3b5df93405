import type { Session } from '#domain/entry/session/session.ts'
import { issueTokenTo } from '#domain/entry/session/user-token.ts'
import { valuesOfPeople } from '#domain/people/custom-field/read-values.ts'
import { identitiesOf } from '#domain/people/identity/list.ts'
import type { User } from '#domain/people/user/user.ts'
import { offerDevice } from '../../request/entry-cookies.ts'
import { encodeCustomValue } from '../../view/custom-value.ts'
import { encodeIdentity } from '../../view/identity.ts'
import { encodeUser, restDate } from '../../view/user.ts'
import type { Call } from '../engine/row.ts'

type Encoded = ReturnType<typeof encodeUser>

/** Adds what stands in people's custom fields where the caller asked for it: one look for all of them. */
async function withCustomData(people: Encoded[], { domain, request }: Call): Promise<Encoded[]> {
  const first = people[0]
  if (!first || !wantsCustomData(request)) return people
  const ids = people.map(({ id }) => id)
  const values = await valuesOfPeople(domain, first.userPoolId, ids)
  return people.map((person) => ({ ...person, customData: (values.get(person.id) ?? []).map(encodeCustomValue) }))
}

/** Adds what people have linked at other providers: one look for all of them. */
async function withIdentities(people: Encoded[], { domain }: Call): Promise<Encoded[]> {
  const first = people[0]
  if (!first) return people
  const lists = await identitiesOf(
    domain,
    first.userPoolId,
    people.map(({ id }) => id),
  )
  return people.map((person) => ({ ...person, identities: (lists.get(person.id) ?? []).map(encodeIdentity) }))
}

/** `?with_custom_data=true` or `withCustomData` of a body. */
function wantsCustomData({ query, body }: Call['request']): boolean {
  const { with_custom_data, withCustomData } = query as Record<string, unknown>
  const asked = (body as Record<string, unknown> | null | undefined)?.withCustomData
  return [with_custom_data, withCustomData, asked].some((flag) => flag === true || flag === 'true' || flag === '1')
}

/** People as an administrator sees them, with their custom fields where those were asked for. */
export async function encodePeople(users: User[], call: Call) {
  const people = users.map((user) => encodeUser(user, restDate))
  return withCustomData(await withIdentities(people, call), call)
}

/** The same of one; null stays null. */
export async function encodeOne(user: User | null, call: Call) {
  return user && ((await encodePeople([user], call))[0] ?? null)
}

/** A person as an administrator sees one. */
export function encodePerson(user: User | null) {
  return user && encodeUser(user, restDate)
}

/** People who look at themselves find the token that they came with; see `encodeUser`. */
export async function encodeSelf(user: User | null, call: Call) {
  if (!user) return null
  const self = await withIdentities([encodeUser(user, restDate, call.hints.token ?? null)], call)
  return (await withCustomData(self, call))[0] ?? null
}

/** Somebody who has just signed in, with the token to do so; without a session there is none. */
export async function encodeSignedIn({ user, session }: { user: User; session: Session | null }, call: Call) {
  const { domain, hints, reply } = call
  offerDevice(domain, reply, hints.client, { user, session })
  if (!session) return encodeOne(user, call)
  const { token } = await issueTokenTo(domain, { user, session }, hints.origin)
  return (await withCustomData([encodeUser(user, restDate, token)], call))[0] ?? null
}
