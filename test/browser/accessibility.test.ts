// Every page, as far as programs can tell whether everybody can use it: names, roles, contrast, headings, languages, widths.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { makeOutboxKey } from '#domain/proof/admin-message/outbox.ts'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { personWithApp } from '../kit/second-factor.ts'
import { accepted, graphql, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { inspect } from './inspect.ts'
import { noChromium } from './installed.ts'
import { enterPassword, openPage } from './open-page.ts'
import { type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let browser: Browser
let post: Awaited<ReturnType<typeof openPost>>
let shop: RelyingParty
let bank: RelyingParty
let stranger: RelyingParty
let counter = 0
/** Titles in English, by screen: each must say which it is. */
const titles = new Map<string, string>()

before(async () => {
  if (noChromium) return
  post = await openPost()
  // Mails are sent and texts are not, so that the outbox has something to show.
  world = await newWorld({ messages: { mail: post.messages.mail } })
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop', { qrSignInEnabled: true, magicLink: true, enableSubAccount: true })
  bank = await startRelyingParty(world, 'bank', { mfa: { policy: 'new-device', factors: ['totp', 'email'] } })
  stranger = await startRelyingParty(world, 'stranger', { firstParty: false })
})

after(async () => {
  await browser?.close()
  for (const party of [shop, bank, stranger]) await party?.close()
})

const freshEmail = () => `somebody.with.rather.a.long.name.${++counter}@mail.example.com`

const open = (address: string) => openPage(browser, { address, reducedMotion: 'reduce' })

/** The sign-in page of an application, under a name of the host: browsers know no passkeys under an address. */
const signInAt = ({ application }: RelyingParty) =>
  `${world.origin.replace('127.0.0.1', 'localhost')}/sign-in/${application.id}`

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

async function look(page: Page, name: string): Promise<void> {
  const [title = ''] = await inspect(page, name)
  titles.set(name, title)
}

describe('every page can be used by everybody', { skip: noChromium }, () => {
  test('signing in, and what can go wrong', async () => {
    const { context, page } = await open(signInAt(shop))
    await page.waitForSelector('input[name="account"]:focus')
    await look(page, 'sign-in')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#password-error')
    await look(page, 'sign-in with errors')
    const { username } = await registerPerson(world)
    for (let tries = 0; (await page.locator('.picture img').count()) === 0; tries++) {
      assert.ok(tries < 8, 'a picture is asked for')
      const answered = page.waitForResponse(/\/sign-in$/)
      await enterPassword(page, { username, password: 'not the password' })
      await answered
      await page.waitForSelector('form:not([aria-busy])')
    }
    await look(page, 'sign-in with a picture')
    world.passSeconds(400)
    await context.close()
  })

  test('the other ways in', async () => {
    const { context, page } = await open(signInAt(shop))
    await page
      .getByRole('button', { name: /me a code$/ })
      .first()
      .click()
    await look(page, 'sign-in-code')
    await page.fill('input[name="address"]', freshEmail())
    await press(page, 'Send code')
    await page.waitForSelector('input[name="code"]:focus')
    await look(page, 'a code to enter')
    await page.keyboard.type('000000')
    await page.waitForSelector('#code-error')
    await look(page, 'a wrong code')
    await press(page, 'Email link')
    await look(page, 'sign-in-link')
    await page.fill('input[name="address"]', freshEmail())
    await press(page, 'Send link')
    await page.getByRole('status').getByText('We sent a link to').waitFor()
    await look(page, 'a link that was sent')
    await press(page, 'QR code')
    await page.waitForSelector('.qr-sheet img')
    await look(page, 'sign-in-qr')
    await press(page, 'Sub-account')
    await look(page, 'sign-in-sub')
    await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}?link=made-up`)
    await page.getByText('Select Sign in to continue').waitFor()
    await look(page, 'a link to follow')
    await context.close()
  })

  test('signing up, resetting, consent, and too late', async () => {
    const { context, page } = await open(signInAt(shop))
    await press(page, 'Create an account')
    await page.fill('input[name="password"]', 'Horse 9')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#email-error')
    await look(page, 'sign-up with errors')
    await press(page, 'Sign in')
    await press(page, 'Forgot your password?')
    await look(page, 'reset')
    await page.fill('input[name="address"]', freshEmail())
    await press(page, 'Send code')
    await page.waitForSelector('input[name="code"]:focus')
    await look(page, 'a password to reset')
    await context.clearCookies({ name: /^_|interaction/ })
    await press(page, 'Set new password')
    await page.fill('input[name="code"]', '000000')
    await page.fill('input[name="password"]', 'another battery staple')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.entry-expired')
    await look(page, 'expired')
    await context.close()

    const asked = await open(signInAt(stranger))
    await enterPassword(asked.page, await registerPerson(world))
    await asked.page.waitForSelector('.scopes')
    await look(asked.page, 'consent')
    await asked.context.close()
  })

  test('second factors', async () => {
    const person = await personWithApp(world)
    const { context, page } = await open(signInAt(bank))
    await enterPassword(page, person)
    await page.getByLabel('Authenticator code').waitFor()
    await look(page, 'second-factor')
    await press(page, 'Use a recovery code')
    await page.fill('input[name="code"]', person.app.recoveryCode)
    await look(page, 'a recovery code')
    await page.keyboard.press('Enter')
    await page.waitForSelector('output.key')
    await look(page, 'a recovery code to keep')
    await context.close()

    const newcomer = await open(signInAt(bank))
    await enterPassword(newcomer.page, await registerPerson(world))
    await newcomer.page.waitForSelector('.enrol')
    await look(newcomer.page, 'a second factor to set up')
    await press(newcomer.page, 'Get a code by email')
    await newcomer.page.fill('input[name="address"]', freshEmail())
    await press(newcomer.page, 'Send code')
    await newcomer.page.waitForSelector('input[name="code"]:focus')
    await look(newcomer.page, 'a second factor by mail')
    await newcomer.context.close()
  })

  test('the links of mails', async () => {
    const email = freshEmail()
    const token = await managementToken(world)
    accepted(
      await send(world, 'createUser', { userInfo: { email, password: sealed(world, 'correct horse') } }, { token }),
    )
    const document =
      'mutation ($email: String!, $scene: EmailScene!) { sendEmail(email: $email, scene: $scene) { code } }'
    const links: string[] = []
    for (const scene of ['VERIFY_EMAIL', 'RESET_PASSWORD']) {
      world.passSeconds(61)
      accepted(await graphql(world.origin, document, { email, scene }, { tenant: world.tenant }))
      const { text = '' } = await post.mailbox.next(email)
      links.push(/http:\S+token=\S+/.exec(text)?.[0] ?? assert.fail(`no link in ${text}`))
    }
    const [verify = '', reset = ''] = links
    const { context, page } = await open(reset)
    await page.waitForSelector('input[name="password"]:focus')
    await look(page, 'reset-link')
    await page.keyboard.type('another battery staple')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your password has been set' }).waitFor()
    await inspect(page, 'a password that was set')
    await page.goto(verify)
    await look(page, 'an address to verify')
    await press(page, 'Verify address')
    await page.getByRole('heading', { name: 'is verified' }).waitFor()
    await inspect(page, 'an address that is verified')
    await page.goto(reset)
    await look(page, 'a link that is over')
    await context.close()
  })

  test('the pages that the server writes', async () => {
    const { context, page } = await open(world.origin)
    await look(page, 'home')
    for (const path of ['/docs', '/docs/reference/configuration', '/docs/guides/qr-sign-in']) {
      await page.goto(world.origin + path)
      await look(page, path)
    }
    await page.goto(`${world.origin}/nothing/here`)
    await page.getByText('There is no page at this address.').waitFor()
    await inspect(page, 'nothing here')
    await page.goto(`${world.origin}/outbox`)
    await inspect(page, 'a closed outbox')
    const text = { phone: '13900000001' }
    accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', text, { tenant: world.tenant }))
    await page.goto(`${world.origin}/outbox?key=${await makeOutboxKey(world.app.domain)}`)
    await page.getByRole('heading', { name: 'Outbox' }).waitFor()
    await page.getByText(text.phone).waitFor()
    await look(page, 'outbox')
    const next = { phone: '13900000002' }
    accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', next, { tenant: world.tenant }))
    await page.getByText(next.phone).waitFor()
    assert.equal(await page.getByText(text.phone).count(), 1, 'what comes later appears by itself, and nothing twice')
    await page.goto(`${world.origin}/sign-in/${world.tenant.application.id}`)
    await enterPassword(page, await registerPerson(world))
    await page.waitForURL(/\/welcome/)
    await inspect(page, 'welcome')
    await page.goto(`${world.origin}/oidc/session/end`)
    await page.getByRole('heading', { name: 'Sign out?' }).waitFor()
    await look(page, 'sign-out')
    await press(page, 'Sign out')
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await inspect(page, 'signed out')
    await context.close()
  })

  test('the user centre and its dialogs', async () => {
    const base = `${world.origin.replace('127.0.0.1', 'localhost')}/u/${world.tenant.application.identifier}`
    const person = await registerPerson(world)
    const { context, page } = await open(base)
    await enterPassword(page, person)
    await page.waitForSelector('.card')
    for (const section of ['', 'security', 'sessions', 'linked', 'consents', 'data']) {
      await page.goto(`${base}${section && `/${section}`}`)
      await page.waitForSelector('.card')
      await page.waitForSelector('.waiting', { state: 'detached' })
      await look(page, `/u/${section}`)
    }
    for (const [section, name] of [
      ['security', 'Change password'],
      ['security', 'Set up an authenticator app'],
      ['security', 'Add: Email address'],
      ['data', 'Delete my account'],
    ] as const) {
      await page.goto(`${base}/${section}`)
      await press(page, name)
      await page.waitForSelector(name.startsWith('Set up') ? '.enrol' : 'dialog')
      await inspect(page, name)
    }
    await context.close()
  })

  test('every screen has a title of its own', () => {
    const screens = ['sign-in', 'sign-in-code', 'sign-in-link', 'sign-in-qr', 'sign-in-sub', 'sign-up with errors']
    const more = [
      'reset',
      'second-factor',
      'consent',
      'expired',
      'home',
      'outbox',
      'sign-out',
      '/docs',
      '/u/',
      '/u/security',
    ]
    const said = [...screens, ...more].map((name) => titles.get(name))
    assert.equal(new Set(said).size, said.length, said.join('\n'))
  })
})
