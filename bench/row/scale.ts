import { decide } from '#domain/access/permission/decide.ts'
import type { Before } from '#domain/shape/verb.ts'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { documents } from '../client/documents.ts'
import { graphql, succeed } from '../client/speak.ts'
import type { Stage } from '../client/stage-shape.ts'
import { personOf } from '../seed/person.ts'
import { seededId } from '../seed/seed.ts'
import type { Row } from '../shapes.ts'

const page = 'totalCount list { id username }'
const queries = {
  find: 'query ($username: String, $email: String, $phone: String, $externalId: String) { findUser(username: $username, email: $email, phone: $phone, externalId: $externalId) { id } }',
  user: 'query ($id: String) { user(id: $id) { id } }',
  search: `query ($query: String!) { searchUser(query: $query) { ${page} } }`,
  role: `query ($code: String!) { role(code: $code) { users(page: 1, limit: 20) { ${page} } } }`,
  group: `query ($code: String!) { group(code: $code) { users(page: 1, limit: 20) { ${page} } } }`,
  department: `query ($id: String!) { nodeById(id: $id) { users(page: 1, limit: 20) { ${page} } } }`,
  isAllowed:
    'query ($resource: String!, $action: String!, $userId: String!) { isActionAllowed(resource: $resource, action: $action, userId: $userId) }',
}

let asked = 0

/** Nine in ten of the seeded people are in the pool; which, is mixed by a step that meets all of them. */
function someone({ target }: Stage): number {
  const at = (asked++ * 7_919) % target.scale
  return at % 10 === 0 ? at + 1 : at
}

function scaleRow(id: string, name: string, document: string, variables: (stage: Stage) => object): Row {
  return {
    id: `scale-${id}`,
    name,
    limit: 'echo',
    // One after the other: these are about how long an answer takes, and a queue would hide it.
    connections: 1,
    async prepare(stage) {
      return ({ connection }) =>
        async () =>
          void (await succeed(connection, graphql(stage.target, document, variables(stage), stage.managementToken)))
    },
  }
}

/** Whether somebody seeded may read a book: about which one policy is, which one in a hundred has. */
function decision(stage: Stage) {
  const at = someone(stage)
  return { resource: `book:${at % 100_000}`, action: 'book:read', userId: seededId(at) }
}

/** The decision alone, as the server makes it for an administrator, without HTTP, GraphQL and the token. */
async function prepareDecision(stage: Stage) {
  const { database, bootstrap } = stage.target
  const { unit } = await connectDatabase(database, createLog('silent'), 1)
  const before = {
    reader: unit.reader,
    pool: { id: bootstrap.userPoolId },
    application: null,
    caller: { kind: 'manager', userPoolId: bootstrap.userPoolId },
    client: { ip: '127.0.0.1', userAgent: null },
    now: new Date(),
  } as unknown as Before
  return () => async () => void (await decide.answer(before, decision(stage)))
}

const listed = (at: number) => () => ({ page: at, limit: 20, sortBy: 'CREATEDAT_DESC' })
let created = 0

/** With `--scale`: what a pool of that many people answers, and how late at the worst. */
export const scaleRows: Row[] = [
  scaleRow('page-1', 'users, page 1 of 20', documents.users, listed(1)),
  scaleRow('page-10000', 'users, page 10,000 of 20', documents.users, listed(10_000)),
  scaleRow('id', 'user by id', queries.user, (stage) => ({ id: seededId(someone(stage)) })),
  scaleRow('username', 'findUser by username', queries.find, (stage) => ({
    username: personOf(someone(stage)).username,
  })),
  scaleRow('email', 'findUser by e-mail address', queries.find, (stage) => ({ email: personOf(someone(stage)).email })),
  scaleRow('phone', 'findUser by phone number', queries.find, (stage) => ({ phone: personOf(someone(stage)).phone })),
  scaleRow('external-id', 'findUser by external id', queries.find, (stage) => ({
    externalId: `ext-${someone(stage)}`,
  })),
  scaleRow('create', 'createUser (no password)', documents.createUser, () => ({
    userInfo: { username: `scaled${Date.now().toString(36)}n${++created}`, nickname: 'Scaled' },
  })),
  scaleRow('role', 'members of a role', queries.role, () => ({ code: 'seed0' })),
  scaleRow('group', 'members of a group', queries.group, () => ({ code: 'seed0' })),
  scaleRow('department', 'members of a department', queries.department, () => ({ id: 'seed0' })),
  scaleRow('is-allowed', 'isActionAllowed', queries.isAllowed, decision),
  {
    id: 'scale-decision',
    name: 'the decision alone, without the wire',
    limit: 'echo',
    connections: 1,
    prepare: prepareDecision,
  },
  scaleRow('search-rare', 'searchUser, few have the text', queries.search, (stage) => ({
    query: personOf(someone(stage)).username.slice(0, 6),
  })),
  scaleRow('search-common', 'searchUser, all have the text', queries.search, () => ({ query: 'example' })),
  scaleRow('search-name', 'searchUser, a Chinese name', queries.search, (stage) => ({
    query: personOf(someone(stage)).profile.name,
  })),
]
