// User tokens that somebody made up, for applications that sign with a key pair (RFC 8725 sections 2.1 to 2.8).
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { type Person, registerPerson, send } from '../kit/people.ts'
import { addApplication, type Tenant } from '../kit/tenant.ts'
import { accepted, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let person: Person
let tenant: Tenant
before(async () => {
  world = await newWorld()
})

const coded = (value: object | Buffer) =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url')

type Parts = { header: Record<string, unknown>; head: string; body: string; signature: string }

function partsOf(token: string): Parts {
  const [head = '', body = '', signature = ''] = token.split('.')
  return { header: JSON.parse(Buffer.from(head, 'base64url').toString()), head, body, signature }
}

/** Whose key does not count, however it comes along. */
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })

function signedByOwn(header: object, body: string): string {
  const text = `${coded(header)}.${body}`
  return `${text}.${coded(sign('sha256', Buffer.from(text), { key: own.privateKey, dsaEncoding: 'ieee-p1363' }))}`
}

function forgeries({ header, head, body, signature }: Parts, pem: string, secret: string): Record<string, string> {
  const jwk = own.publicKey.export({ format: 'jwk' })
  const hmac = (key: string | Buffer, alg = 'HS256') => {
    const text = `${coded({ ...header, alg })}.${body}`
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
  const claims = Buffer.from(body, 'base64url').toString()
  return {
    'the public key as a secret': hmac(pem),
    'the application’s secret, though it signs with a key': hmac(secret),
    'no secret': hmac(''),
    'alg none': `${coded({ ...header, alg: 'none' })}.${body}.`,
    'alg None, and the signature': `${coded({ ...header, alg: 'None' })}.${body}.${signature}`,
    'no signature': `${head}.${body}.`,
    'a signature of zeros': `${head}.${body}.${coded(Buffer.alloc(64))}`,
    'a signature of zeros under ES256': `${coded({ ...header, alg: 'ES256' })}.${body}.${coded(Buffer.alloc(64))}`,
    'a key in the header': signedByOwn({ alg: 'ES256', typ: 'JWT', jwk }, body),
    'the address of a key': signedByOwn(
      { ...header, alg: 'ES256', jku: 'https://evil.example/jwks', x5u: 'https://evil.example' },
      body,
    ),
    'a certificate in the header': signedByOwn({ ...header, alg: 'ES256', x5c: ['AAAA'] }, body),
    'a kid that is a path': `${coded({ ...header, kid: '../../../../dev/null' })}.${body}.${signature}`,
    'a kid with NUL': `${coded({ ...header, kid: '\0' })}.${body}.${signature}`,
    'a kid of 20 kB': `${coded({ ...header, kid: 'x'.repeat(8_000) })}.${body}.${signature}`,
    'no kid': `${coded({ ...header, kid: undefined })}.${body}.${signature}`,
    'an unknown critical extension': `${coded({ ...header, crit: ['exp'] })}.${body}.${signature}`,
    'another type': `${coded({ ...header, typ: 'management+jwt' })}.${body}.${signature}`,
    'claims twice': `${head}.${Buffer.from(claims.replace('{', '{"sub":"other",')).toString('base64url')}.${signature}`,
    'encrypted, they say': `${coded({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', zip: 'DEF', p2c: 2 ** 31 - 1, p2s: 'AAAA' })}.${body}.${signature}`,
    'five parts': `${head}.${body}.${signature}.x.y`,
  }
}

for (const algorithm of ['RS256', 'ES256', 'EdDSA'] as const)
  describe(`a token of an application that signs with ${algorithm}`, () => {
    before(async () => {
      const { domain } = world.app
      const identifier = `signs-${algorithm.toLowerCase()}`
      const application = await addApplication(domain, world.tenant.pool, {
        identifier,
        settings: { idTokenAlgorithm: algorithm },
      })
      tenant = { ...world.tenant, application }
      person = await registerPerson(world, { tenant })
    })

    test('is believed as it is, and in no other form', async () => {
      assert.equal(
        accepted<{ id: string }>(await send(world, 'user', {}, { token: person.token, tenant })).id,
        person.id,
      )
      const pem = world.app.domain.ports.keys
        .signing(algorithm)
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString()
      for (const [what, token] of Object.entries(forgeries(partsOf(person.token), pem, tenant.application.secret))) {
        const outcome = await send(world, 'user', {}, { token, tenant })
        assert.equal(outcome.code, 2207, `${what}: ${outcome.code}`)
        refused(outcome, 2207)
      }
    })
  })
