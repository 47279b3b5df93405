import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Application } from '#domain/tenancy/application/application.ts'
import { setPool } from '../kit/entry.ts'
import { registerPerson } from '../kit/people.ts'
import { addApplication } from '../kit/tenant.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'

let world: World
let browser: Browser
let application: Application
/** Browsers know no passkeys under the address 127.0.0.1. */
let origin: string
const violations: string[] = []

before(async () => {
  if (noChromium) return
  world = await newWorld()
  browser = await launchChromium()
  origin = world.origin.replace('127.0.0.1', 'localhost')
  const redirectUris = [`${origin}/welcome`]
  application = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'keys', redirectUris })
})

after(() => browser?.close())

interface Visit {
  context: BrowserContext
  page: Page
  /** The authenticator of this browser. */
  keys: CDPSession
  authenticatorId: string
}

/** A browser of somebody's own, with an authenticator that keeps passkeys and knows its owner. */
async function visit({ autofill = false, locale = 'en-US' } = {}): Promise<Visit> {
  const { context, page } = await openPage(browser, { locale, violations })
  // An authenticator that is touched by itself answers whatever waits under the field before a button can be pressed.
  if (!autofill) await page.addInitScript('PublicKeyCredential.isConditionalMediationAvailable = async () => false')
  const keys = await context.newCDPSession(page)
  await keys.send('WebAuthn.enable')
  const { authenticatorId } = await keys.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { context, page, keys, authenticatorId }
}

/** Makes a passkey as the page of an application would, with the browser's own interface. */
async function makePasskey(at: Visit, token: string): Promise<string> {
  await at.page.goto(`${origin}/docs`)
  const script = `(async () => {
    const call = async (path, body) => (await (await fetch('/api/v2/passkeys/registration/' + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ${token}' },
      body: JSON.stringify(body),
    })).json())
    const { data } = await call('initialize', {})
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(data.options)
    const credential = await navigator.credentials.create({ publicKey })
    return JSON.stringify(await call('finalize', { credential: credential.toJSON(), name: 'This browser' }))
  })()`
  const answer = JSON.parse((await at.page.evaluate(script)) as string)
  assert.equal(answer.code, 200, answer.message)
  return answer.data.credentialId
}

const openSignIn = ({ page }: Visit) => page.goto(`${origin}/sign-in/${application.id}`)
const button = (page: Page, name = 'Passkey') => page.getByRole('button', { name })

async function signedInAs(page: Page): Promise<string> {
  await page.waitForURL(/\/welcome\?/)
  return (await page.textContent('body')) ?? ''
}

describe('passkeys, in a browser', { skip: noChromium }, () => {
  test('the button signs in with no name typed, and a second time as well', async () => {
    const person = await registerPerson(world)
    const here = await visit()
    const credentialId = await makePasskey(here, person.token)
    const { credentials } = await here.keys.send('WebAuthn.getCredentials', { authenticatorId: here.authenticatorId })
    const [kept] = credentials
    assert.deepEqual([credentials.length, kept?.rpId, kept?.isResidentCredential], [1, 'localhost', true])
    assert.equal(Buffer.from(kept?.credentialId ?? '', 'base64').toString('base64url'), credentialId)
    for (let times = 0; times < 2; times++) {
      await here.context.clearCookies()
      await openSignIn(here)
      await button(here.page).click()
      assert.ok((await signedInAs(here.page)).includes(person.id))
    }
    await here.context.close()
  })

  test('the field offers passkeys among what the browser fills in', async () => {
    const person = await registerPerson(world)
    const here = await visit({ autofill: true })
    await makePasskey(here, person.token)
    await openSignIn(here)
    assert.ok((await signedInAs(here.page)).includes(person.id))
    const none = await visit({ autofill: true })
    await openSignIn(none)
    await none.page.waitForSelector('input[name="account"][autocomplete="username webauthn"]')
    await none.context.close()
    await here.context.close()
  })

  test('whoever has none, or does not use it, signs in with the password as ever', async () => {
    const person = await registerPerson(world)
    const here = await visit()
    await openSignIn(here)
    await button(here.page).click()
    await here.page.getByText('No passkey was used.').waitFor()
    await here.page.fill('input[name="account"]', person.username)
    await here.page.fill('input[name="password"]', person.password)
    await here.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.ok((await signedInAs(here.page)).includes(person.id))
    await here.context.close()
  })

  test('a passkey that was deleted here is refused on the page, in its language, and nobody is signed in', async () => {
    const person = await registerPerson(world)
    const here = await visit({ locale: 'zh-CN' })
    await makePasskey(here, person.token)
    await world.database.pool.query('DELETE FROM passkey WHERE user_id = $1', [person.id])
    await openSignIn(here)
    await button(here.page, '通行密钥').click()
    await here.page.getByText(say(6123, 'zh-CN')).waitFor()
    const { rows } = await world.database.pool.query(
      "SELECT count(*)::int AS n FROM session WHERE user_id = $1 AND kind = 'browser'",
      [person.id],
    )
    assert.equal(rows[0].n, 0)
    await here.context.close()
  })

  test('where a second factor is demanded, a passkey completes what the password began', async () => {
    const person = await registerPerson(world)
    const here = await visit()
    await makePasskey(here, person.token)
    await setPool(world, { mfa: { policy: 'required' } })
    await openSignIn(here)
    await here.page.fill('input[name="account"]', person.username)
    await here.page.fill('input[name="password"]', person.password)
    await here.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await button(here.page, 'Use your passkey').click()
    assert.ok((await signedInAs(here.page)).includes(person.id))
    await setPool(world, { mfa: { policy: 'off' } })
    await here.context.close()
  })

  test('under an address without a host name none are offered', async () => {
    const here = await visit()
    await here.page.goto(`${world.origin}/sign-in/${world.tenant.application.id}`)
    await here.page.waitForSelector('input[name="account"][autocomplete="username"]')
    assert.equal(await button(here.page).count(), 0)
    await here.context.close()
  })

  test('nothing was against the policy of the page, and nothing threw', () => {
    assert.deepEqual(violations, [])
  })
})
