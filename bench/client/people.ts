import { constants, publicEncrypt } from 'node:crypto'
import type { Target } from '../target.ts'
import type { Connection } from './connection.ts'
import { documents } from './documents.ts'
import { each } from './each.ts'
import { request } from './request.ts'
import { ask, expectJson, graphql } from './speak.ts'

/** Somebody who signs in. */
export interface Person {
  username: string
  password: string
  /** The password as it goes over the wire. */
  sealed: string
}

const howMany = 200

/** What an administrator has, and how a password is made ready for the wire. */
export interface Authority {
  managementToken: string
  seal(password: string): string
}

export async function authorize(target: Target): Promise<Authority> {
  const { origin, bootstrap } = target
  const [authority] = await each(origin, [bootstrap], async (line, { userPoolId, userPoolSecret: secret }) => {
    const wellKnown = request(origin, 'GET', '/api/v2/.well-known')
    const { data } = await expectJson<{ data: { publicKey: string } }>(line, wellKnown)
    const asking = graphql(target, documents.accessToken, { userPoolId, secret })
    const { accessToken } = await ask<{ accessToken: string }>(line, asking)
    // The pool would stop a hundred registrations from one address in five minutes, and everybody here has one address.
    const input = { frequentRegisterCheck: { enabled: false } }
    await ask(line, graphql(target, documents.openUp, { input }, accessToken))
    const key = { key: data.publicKey, padding: constants.RSA_PKCS1_PADDING }
    const seal = (password: string) => publicEncrypt(key, Buffer.from(password)).toString('base64')
    return { managementToken: accessToken, seal }
  })
  return authority as Authority
}

/** Makes the people who sign in, and the crowd that is only there, without passwords. `mark` sets them apart from earlier ones. */
export async function invite(target: Target, { managementToken, seal }: Authority, mark: string): Promise<Person[]> {
  const { origin } = target
  const create = (line: Connection, userInfo: object) =>
    ask(line, graphql(target, documents.createUser, { userInfo }, managementToken))
  const people = Array.from({ length: howMany }, (_, index) => {
    const password = `correct horse ${index}`
    return { username: `rider${mark}n${index}`, password, sealed: seal(password) }
  })
  await each(origin, people, (line, { username, sealed }) =>
    create(line, { username, password: sealed, nickname: 'Rider', email: `${username}@example.com` }),
  )
  await each(origin, crowdOf(target, mark), (line, username) =>
    create(line, { username, email: `${username}@example.com`, nickname: username, company: 'Gate Ltd' }),
  )
  return people
}

/** Usernames of the crowd. */
export function crowdOf({ crowd }: Target, mark: string): string[] {
  return Array.from({ length: crowd }, (_, index) => `bystander${mark}n${index}`)
}
