import { createHmac, randomBytes } from 'node:crypto'
import type { Connection } from '../client/connection.ts'
import { each } from '../client/each.ts'
import { type Headers, postJson, request } from '../client/request.ts'
import { expectJson, wrong } from '../client/speak.ts'
import type { Stage } from '../client/stage-shape.ts'
import type { Row, Worker } from '../shapes.ts'

const good = Buffer.from('"statusCode":200')
const alsoGood = Buffer.from('"code":200')

async function succeed(connection: Connection, asked: Buffer): Promise<void> {
  const answer = await connection.send(asked)
  if (!answer.body.includes(good) && !answer.body.includes(alsoGood)) throw wrong(answer)
}

const asManager = ({ managementToken }: Stage): Headers => ({ authorization: `Bearer ${managementToken}` })

/** Some of the people of the pool. */
async function idsOf(stage: Stage): Promise<string[]> {
  const asked = postJson(
    stage.target.origin,
    '/api/v3/list-users',
    { options: { pagination: { limit: 50 } } },
    asManager(stage),
  )
  const [answer] = await each(stage.target.origin, [asked], (line) =>
    expectJson<{ data: { list: { userId: string }[] } }>(line, asked),
  )
  return answer?.data.list.map(({ userId }) => userId) ?? []
}

/** The same of each of some people in turn. */
function ofPeople(id: string, name: string, make: (stage: Stage, userId: string) => Buffer): Row {
  return {
    id,
    name,
    limit: 'echo',
    async prepare(stage) {
      const ids = await idsOf(stage)
      let at = 0
      return ({ connection }: Worker) =>
        async () =>
          succeed(connection, make(stage, ids[at++ % ids.length] as string))
    },
  }
}

/** As the official clients for JavaScript and C# sign a request. */
function signed({ target: { origin, bootstrap } }: Stage, path: string, query: string): Buffer {
  const headers: Headers = {
    date: new Date().toUTCString(),
    'x-authing-signature-method': 'HMAC-SHA1',
    'x-authing-signature-nonce': randomBytes(16).toString('hex'),
    'x-authing-signature-version': '1.0',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const text = `GET\n${lines.join('')}${path}?${query}`
  const signature = createHmac('sha1', bootstrap.userPoolSecret).update(text).digest('base64')
  return request(origin, 'GET', `${path}?${query}`, {
    ...headers,
    authorization: `authing ${bootstrap.userPoolId}:${signature}`,
  })
}

const decision = (userId: string) => ({ userId, resource: 'book:1', action: 'book:read', namespace: 'default' })

/** Both generations of REST, the same asked of each. */
export const restRows: Row[] = [
  ofPeople('rest-v2-user', 'REST V2, a person', (stage, id) =>
    request(stage.target.origin, 'GET', `/api/v2/users/${id}`, asManager(stage)),
  ),
  ofPeople('rest-v3-user', 'REST V3, a person', (stage, id) =>
    request(stage.target.origin, 'GET', `/api/v3/get-user?userId=${id}`, asManager(stage)),
  ),
  ofPeople('rest-v3-signed', 'REST V3, a person, signed request', (stage, id) =>
    signed(stage, '/api/v3/get-user', `userId=${id}`),
  ),
  ofPeople('rest-v3-list', 'REST V3, users, first page of 20', (stage) =>
    postJson(
      stage.target.origin,
      '/api/v3/list-users',
      { options: { pagination: { page: 1, limit: 20 } } },
      asManager(stage),
    ),
  ),
  ofPeople('rest-v2-allowed', 'REST V2, is-allowed', (stage, id) =>
    postJson(stage.target.origin, '/api/v2/acl/is-allowed', decision(id), asManager(stage)),
  ),
  ofPeople('rest-v3-allowed', 'REST V3, is-action-allowed', (stage, id) =>
    postJson(stage.target.origin, '/api/v3/is-action-allowed', decision(id), asManager(stage)),
  ),
]
