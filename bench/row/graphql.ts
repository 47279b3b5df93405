import { documents } from '../client/documents.ts'
import { connections } from '../client/each.ts'
import { graphql, succeed } from '../client/speak.ts'
import type { Stage } from '../client/stage-shape.ts'
import type { Row, Worker } from '../shapes.ts'

/** Each worker goes through the prepared requests in turn, beginning somewhere else. */
function inTurn(requests: Buffer[]) {
  return ({ index, connection }: Worker) => {
    let at = index * Math.floor(requests.length / connections)
    return async () => void (await succeed(connection, requests[at++ % requests.length] as Buffer))
  }
}

let registrations = 0

export const graphqlRows: Row[] = [
  {
    id: 'login',
    name: 'password login (loginByUsername)',
    limit: 'argon2id',
    async prepare({ target, people }) {
      return inTurn(
        people.map(({ username, sealed }) =>
          graphql(target, documents.login, { input: { username, password: sealed } }),
        ),
      )
    },
  },
  {
    id: 'register',
    name: 'registration (registerByUsername)',
    limit: 'argon2id',
    async prepare({ target, seal }) {
      const password = seal('correct horse')
      const mark = Date.now().toString(36)
      return ({ connection }) =>
        async () => {
          const input = { username: `new${mark}n${++registrations}`, password }
          await succeed(connection, graphql(target, documents.register, { input }))
        }
    },
  },
  {
    id: 'status',
    name: 'checkLoginStatus',
    limit: 'echo',
    async prepare(stage) {
      const tokens = await stage.tokens()
      return inTurn(tokens.map((token) => graphql(stage.target, documents.status, { token })))
    },
  },
  {
    id: 'user',
    name: 'user (own profile, 52 fields)',
    limit: 'echo',
    async prepare(stage) {
      const tokens = await stage.tokens()
      return inTurn(tokens.map((token) => graphql(stage.target, documents.user, {}, token)))
    },
  },
  { id: 'list', name: 'users, first page of 20', limit: 'echo', prepare: prepareList },
]

async function prepareList({ target, managementToken }: Stage) {
  const variables = { page: 1, limit: 20, sortBy: 'CREATEDAT_DESC' }
  return inTurn([graphql(target, documents.users, variables, managementToken)])
}
