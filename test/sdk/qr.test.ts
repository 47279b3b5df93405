import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { setPool } from '../kit/entry.ts'
import { type Person, registerPerson } from '../kit/people.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf } from './clients.ts'

let world: World
before(async () => {
  world = await newWorld()
})

const phone = async (step: 'scanned' | 'confirm' | 'cancel', random: string, { token }: Person) =>
  accepted(await rest(world.origin, 'POST', `/api/v2/qrcode/${step}`, { random }, { tenant: world.tenant, token }))

type Client = ReturnType<typeof authenticationClient>['qrcode']

/** Polls as the SDK does, telling what it heard until it stops. */
function poll(client: Client, random: string, step: (heard: string) => unknown): Promise<string[]> {
  const heard: string[] = []
  return new Promise((resolve) => {
    const hear = (what: string, last: boolean) => {
      heard.push(what)
      step(what)
      if (last) resolve(heard)
    }
    client.startPolling(random, {
      interval: 20,
      onStart: () => hear('start', false),
      onScanned: ({ nickname }) => hear(`scanned ${nickname}`, false),
      onSuccess: ({ token }, ticket) =>
        hear(`success ${token ? 'with token' : ''}${ticket ? 'with ticket' : ''}`, true),
      onCancel: () => hear('cancel', true),
      onExpired: () => hear('expired', true),
      onError: (error) => hear(`error ${codeOf(error)}`, true),
      onMfa: (code) => {
        hear(`mfa ${code}`, true)
        return {}
      },
    })
  })
}

describe('QrCodeAuthenticationClient of the official SDK', () => {
  test('geneCode, startPolling and exchangeUserInfo', async () => {
    await setPool(world, { qrcodeLoginStrategy: { allowExchangeUserInfoFromBrowser: true } })
    const person = await registerPerson(world)
    const client = authenticationClient(world)
    const { random, url } = await client.qrcode.geneCode()
    assert.equal((await fetch(url)).headers.get('content-type'), 'image/png')
    assert.equal((await client.qrcode.checkStatus(random)).status, 0)
    const heard = await poll(client.qrcode, random, (what) => {
      if (what === 'start') void phone('scanned', random, person)
      if (what.startsWith('scanned')) void phone('confirm', random, person)
    })
    assert.deepEqual(heard, ['start', 'scanned null', 'success with ticket'])
    const { ticket } = await client.qrcode.checkStatus(random)
    const user = await client.qrcode.exchangeUserInfo(ticket ?? '')
    assert.equal(user.id, person.id)
    client.setCurrentUser(user as never)
    assert.equal((await client.getCurrentUser())?.id, person.id)
    await assert.rejects(client.qrcode.exchangeUserInfo(ticket ?? ''), (thrown) => codeOf(thrown) === 6113)
    await setPool(world, { qrcodeLoginStrategy: { allowExchangeUserInfoFromBrowser: false } })
  })

  test('hears of cancelling, of the token at once, of what is unknown and of a second factor', async () => {
    const person = await registerPerson(world)
    const { qrcode } = authenticationClient(world)
    const cancelled = await qrcode.geneCode()
    await phone('scanned', cancelled.random, person)
    await phone('cancel', cancelled.random, person)
    assert.deepEqual((await poll(qrcode, cancelled.random, () => {})).at(-1), 'cancel')
    assert.deepEqual((await poll(qrcode, 'nothing', () => {})).at(-1), 'error 2241')

    const confirmed = async () => {
      const { random } = await qrcode.geneCode()
      await phone('scanned', random, person)
      await phone('confirm', random, person)
      return random
    }
    await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: true } })
    assert.deepEqual((await poll(qrcode, await confirmed(), () => {})).at(-1), 'success with token')
    await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: false }, mfa: { policy: 'required' } })
    assert.deepEqual((await poll(qrcode, await confirmed(), () => {})).at(-1), 'mfa 1636')
    await setPool(world, { mfa: { policy: 'off' } })

    const { random } = await qrcode.geneCode()
    world.passSeconds(121)
    assert.deepEqual((await poll(qrcode, random, () => {})).at(-1), 'expired')
  })

  test('of WeChat is refused as what is not built', async () => {
    const client = authenticationClient(world)
    await assert.rejects(client.wxqrcode.geneCode(), (thrown) => codeOf(thrown) === 1000)
  })
})
