import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { sendUdf } from '../kit/custom-data.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../kit/people.ts'
import { pictures } from '../kit/pictures.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { codeOf } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { enterPassword, openPage } from './open-page.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser
/** Browsers know no passkeys under the address 127.0.0.1. */
let origin: string
let base: string
const violations: string[] = []

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
  origin = world.origin.replace('127.0.0.1', 'localhost')
  base = `${origin}/u/${world.tenant.application.identifier}`
})

after(() => browser?.close())

/** Somebody who has signed in to a section of the centre in a browser of their own. */
async function open(
  section = '',
  person?: Person,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; person: Person }> {
  const who = person ?? (await registerPerson(world))
  const { context, page } = await openPage(browser, { violations, ...options })
  await page.goto(`${base}${section && `/${section}`}`)
  await enterPassword(page, who)
  await page.waitForURL((url) => url.pathname.startsWith('/u/') && !url.pathname.includes('~'))
  await page.waitForSelector('.card')
  return { context, page, person: who }
}

/** Name and content of the file that a button hands out. */
async function download(page: Page, name: string): Promise<[string, string]> {
  const begun = page.waitForEvent('download')
  await button(page, name).click()
  const file = await begun
  return [file.suggestedFilename(), readFileSync(await file.path(), 'utf8')]
}

const said = (page: Page, text: string | RegExp) => page.locator('.said').getByText(text).waitFor()
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
/** As an administrator sees it: a changed address ends every session but the browser's own. */
const profileOf = async ({ id }: Person) => {
  const token = await managementToken(world)
  return accepted<{ nickname: string | null; email: string | null }>(await send(world, 'user', { id }, { token }))
}

describe('the user centre, in a browser', { skip: noChromium }, () => {
  test('the profile: fields, a picture, and what the pool asks for', async () => {
    const speaking = { tenant: world.tenant, token: await managementToken(world) }
    const size = { key: 'size', dataType: 'SELECT', label: 'Shirt size', options: '["S","M"]' }
    const fixed = { key: 'desk', dataType: 'STRING', label: 'Desk', options: '{"userEditable":false}' }
    for (const field of [size, fixed]) accepted(await sendUdf(world, 'setUdf', field, speaking))
    const { context, page, person } = await open()
    await page.getByLabel('Nickname').fill('Mei')
    await page.getByLabel('Date of birth').fill('1990-01-02')
    await page.getByLabel('Gender').selectOption('F')
    assert.ok(await page.getByLabel('Desk').isDisabled())
    await page.getByLabel('Shirt size').selectOption('M')
    assert.equal(await button(page, 'Save').count(), 1, 'one button saves everything')
    await button(page, 'Save').click()
    await said(page, 'Saved.')
    assert.equal((await profileOf(person)).nickname, 'Mei')
    assert.equal(await page.locator('.centre-who strong').textContent(), 'Mei')

    const chooser = page.waitForEvent('filechooser')
    await page.getByText('Choose a picture').click()
    await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: pictures.png })
    await said(page, 'Your picture has been changed.')
    await page.evaluate('document.querySelector(".photo img").decode()')

    await page.reload()
    await page.waitForSelector('.photo img')
    assert.equal(await page.getByLabel('Nickname').inputValue(), 'Mei')
    assert.equal(await page.getByLabel('Shirt size').inputValue(), 'M')
    await button(page, 'Remove').click()
    await said(page, 'Your picture has been removed.')
    await page.waitForSelector('.photo img', { state: 'detached' })
    await context.close()
  })

  test('what was typed and not saved is still there after a look at another section, and can be discarded', async () => {
    const { context, page, person } = await open()
    await page.getByLabel('Nickname').fill('Half')
    await page.getByLabel('City').fill('Xian')
    await page.getByText('You have unsaved changes.').waitFor()
    await page.getByRole('link', { name: 'Security' }).click()
    await page.waitForURL(`${base}/security`)
    await page.goBack()
    await page.getByText('You have unsaved changes.').waitFor()
    assert.equal(await page.getByLabel('Nickname').inputValue(), 'Half')
    const asked = page.waitForEvent('dialog')
    const reloaded = page.reload()
    const dialog = await asked
    assert.equal(dialog.type(), 'beforeunload', 'whoever leaves the page is asked')
    await dialog.accept()
    await reloaded
    await page.waitForSelector('.card')
    assert.equal(await page.getByLabel('Nickname').inputValue(), '')

    await page.getByLabel('Nickname').fill('Half')
    await page.getByLabel('City').fill('Xian')
    await page.getByLabel('City').fill('')
    await button(page, 'Discard changes').click()
    assert.equal(await page.getByLabel('Nickname').inputValue(), '')
    await page.getByText('You have unsaved changes.').waitFor({ state: 'detached' })
    assert.equal((await profileOf(person)).nickname, null)
    await context.close()
  })

  test('the password is changed with the keyboard alone, and the other session ends', async () => {
    const { context, page, person } = await open('security')
    const away = await open('', person)
    await button(page, 'Change password').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Change password' }).waitFor()
    const old = page.getByLabel('Current password')
    await old.fill('wrong')
    await page.getByLabel('New password').fill('a new horse')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="oldPassword"][aria-invalid="true"]:focus')
    assert.equal((await page.textContent('#oldPassword-error'))?.trim(), say(2203, 'en-US'))
    await old.fill(person.password)
    await page.keyboard.press('Enter')
    await said(page, /Your password has been changed/)
    await page.waitForSelector('dialog', { state: 'detached' })
    await away.page.getByRole('button', { name: 'Save' }).click()
    await away.page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await away.page.getByRole('link', { name: 'Sign in again' }).click()
    await enterPassword(away.page, { ...person, password: 'a new horse' })
    await away.page.waitForSelector('.card')
    await context.close()
    await away.context.close()
  })

  test('a dialog closes with Escape and gives the focus back', async () => {
    const { context, page } = await open('security')
    for (const name of ['Change password', 'Set up an authenticator app']) {
      await button(page, name).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      await page.waitForSelector('dialog input:focus', { timeout: 5000 })
      await page.keyboard.press('Escape')
      await page.waitForSelector('dialog', { state: 'detached' })
      assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), name)
    }
    await context.close()
  })

  test('an authenticator app is set up and removed, in Chinese, on a phone', async () => {
    const options = { locale: 'zh-CN', viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }
    const { context, page } = await open('security', undefined, options)
    await button(page, '绑定验证器应用').click()
    const key = page.locator('output.key')
    await key.waitFor()
    await page.evaluate('document.querySelector(".enrol img").decode()')
    const secret = ((await key.textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('动态口令').fill('000000')
    await page.waitForSelector('input[name="code"][aria-invalid="true"]:focus')
    // The last digit sends it.
    await page.getByLabel('动态口令').fill(codeOf(world, { secret }))
    await page.getByRole('dialog', { name: '请保存恢复代码' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '恢复代码保存好了吗？' }).waitFor()
    await button(page, '返回查看').click()
    assert.match((await key.textContent()) ?? '', /^([0-9a-f]{4}-){5}[0-9a-f]{4}$/)
    assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, 'nothing sticks out')
    await button(page, '继续').click()
    await said(page, /验证器应用已绑定/)
    await button(page, '解绑验证器应用').click()
    await page.getByRole('dialog', { name: '解绑验证器应用？' }).getByRole('button', { name: '解绑' }).click()
    await said(page, '验证器应用已解绑。')
    await button(page, '绑定验证器应用').waitFor()
    await context.close()
  })

  test('an address is bound by a code, changed by two, and given up', async () => {
    const { context, page, person } = await open('security')
    await button(page, 'Add: Email address').click()
    await page.getByLabel('New email address').fill('not an address')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#address-error')
    await page.getByLabel('New email address').fill('first@example.com')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="code"]:focus')
    await page.keyboard.type(codeIn(await post.mailbox.next('first@example.com')))
    await page.keyboard.press('Enter')
    await said(page, 'Your email address has been changed.')
    assert.equal((await profileOf(person)).email, 'first@example.com')

    world.passSeconds(61)
    await button(page, 'Change: Email address').click()
    await page.getByLabel('New email address').fill('second@example.com')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="code"]:focus')
    await page.keyboard.type(codeIn(await post.mailbox.next('second@example.com')))
    await page.getByLabel(/current address/).fill(codeIn(await post.mailbox.next('first@example.com')))
    await page.keyboard.press('Enter')
    await said(page, 'Your email address has been changed.')
    assert.equal((await profileOf(person)).email, 'second@example.com')
    const before = await send(world, 'user', {}, { token: person.token })
    assert.equal(before.code, 2206, 'the session from before the change is over')

    await button(page, 'Remove Email address').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await said(page, 'Your email address has been removed.')
    assert.equal((await profileOf(person)).email, null)
    await context.close()
  })

  test('an address that is not verified can be, and the only way in is not offered for removal', async () => {
    const email = 'only@example.com'
    const password = 'correct horse'
    accepted(await send(world, 'registerByEmail', { input: { email, password: sealed(world, password) } }))
    const { context, page } = await open('security', { id: '', token: '', username: email, password })
    const row = page.locator('.row', { hasText: email })
    await row.getByText('not verified').waitFor()
    assert.equal(await button(page, 'Remove Email address').count(), 0)
    await button(page, 'Verify: Email address').click()
    const dialog = page.getByRole('dialog', { name: 'Verify your email address' })
    await dialog.getByRole('button', { name: 'Send code' }).click()
    await page.waitForSelector('input[name="code"]')
    await dialog.locator('input[name="code"]').fill(codeIn(await post.mailbox.next(email)))
    await said(page, 'Your email address is verified.')
    await row.getByText('not verified').waitFor({ state: 'detached' })
    await context.close()
  })

  test('a passkey is added, renamed and removed; an old sign-in has to be repeated first', async () => {
    const { context, page, person } = await open('security')
    const keys = await context.newCDPSession(page)
    await keys.send('WebAuthn.enable')
    await keys.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    world.passSeconds(660)
    await button(page, 'Add a passkey').click()
    await page.getByText(say(6127, 'en-US')).waitFor()
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await enterPassword(page, person)
    await page.waitForURL(`${base}/security`)
    await button(page, 'Add a passkey').click()
    const naming = page.getByRole('dialog', { name: 'Add a passkey' }).getByRole('textbox', { name: 'Name' })
    assert.equal(await naming.inputValue(), 'Chrome · Linux', 'where it is made is what it could be called')
    await naming.fill('')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#passkeyName-error')
    await naming.fill('Desk')
    await page.keyboard.press('Enter')
    await said(page, /The passkey has been added/)
    await button(page, 'Rename Desk').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Laptop')
    await page.keyboard.press('Enter')
    await said(page, 'The passkey has been renamed.')
    await button(page, 'Remove Laptop').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await said(page, 'The passkey has been removed.')
    await page.getByText('You have no passkey.').waitFor()
    await context.close()
  })

  test('sessions, devices and failed tries are shown; another session is ended', async () => {
    const person = await registerPerson(world)
    const away = await open('', person)
    const wrong = { username: person.username, password: sealed(world, 'not this one') }
    await send(world, 'loginByUsername', { input: wrong })
    const { context, page } = await open('', person)
    await page.getByRole('link', { name: 'Sessions and devices' }).click()
    await page.waitForURL(`${base}/sessions`)
    await page.waitForSelector('#section-title:focus')
    await page.locator('.history .failed').getByText(say(2006, 'en-US')).waitFor()
    const [live, devices] = [page.locator('.card').nth(0), page.locator('.card').nth(1)]
    assert.equal(await live.getByText('This session').count(), 1)
    assert.ok((await devices.locator('.row').count()) >= 2)
    const sessions = await live.locator('.row').count()
    // Not the one of the registration, which no browser holds and which may stand above it.
    const other = live.locator('.row:not(:has(.badge))').filter({ hasText: 'Chrome' })
    await other.getByRole('button').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
    await said(page, 'That session has ended.')
    await live
      .locator('.row')
      .nth(sessions - 1)
      .waitFor({ state: 'detached' })
    await away.page.reload()
    await away.page.waitForURL(/\/interaction\//)
    await devices.locator('.row:not(:has(.badge))').first().getByRole('button').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click()
    await said(page, 'The device has been forgotten.')
    await page.goBack()
    await page.getByRole('heading', { name: 'Profile', exact: true }).waitFor()
    await context.close()
    await away.context.close()
  })

  test('everything is taken along, and then the account is deleted for good', async () => {
    const { context, page, person } = await open('data')
    const [name, kept] = await download(page, 'Download as JSON')
    assert.match(name, /^account-\d{4}-\d{2}-\d{2}\.json$/)
    assert.equal(JSON.parse(kept).profile.username, person.username)
    assert.doesNotMatch(kept, /argon2/)

    const [pageName, readable] = await download(page, 'Download as a page')
    assert.match(pageName, /^account-\d{4}-\d{2}-\d{2}\.html$/)
    assert.doesNotMatch(readable, /argon2|arn:cn|unionid|<script/)
    const reading = await context.newPage()
    await reading.setContent(readable)
    for (const heading of ['Your data', 'Profile', 'Sessions', 'Sign-in history'])
      await reading.getByRole('heading', { name: heading, exact: true }).waitFor()
    await reading.getByText(person.username).waitFor()
    await reading.getByRole('cell', { name: 'Succeeded' }).first().waitFor()
    await reading.close()

    await button(page, 'Delete my account').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete my account' }).click()
    await page.waitForSelector('#understood:focus')
    await page.keyboard.press('Space')
    await dialog.getByRole('textbox', { name: 'Password' }).fill('wrong')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="password"][aria-invalid="true"]:focus')
    await dialog.getByRole('textbox', { name: 'Password' }).fill(person.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your account has been deleted' }).waitFor()
    await page.goto(base)
    await enterPassword(page, person)
    await page.waitForSelector('#account-error')
    await context.close()
  })

  test('where an application of the pool demands a second factor, it is asked for before anything is taken along', async () => {
    const tenant = await world.addTenant('guarded')
    const shop = { identifier: 'guarded-shop', redirectUris: [`${origin}/welcome`] }
    await addApplication(world.app.domain, tenant.pool, shop)
    const mfa: MfaSettings = { policy: 'required', factors: ['email'] }
    await addApplication(world.app.domain, tenant.pool, { identifier: 'guarded-bank', settings: { mfa } })
    const [email, password] = ['guarded@example.com', 'correct horse']
    const input = { email, password: sealed(world, password) }
    accepted(await send(world, 'registerByEmail', { input }, { tenant }))
    const context = await browser.newContext({ locale: 'en-US' })
    const page = await context.newPage()
    const data = `${origin}/u/${shop.identifier}/data`
    await page.goto(data)
    await enterPassword(page, { username: email, password })
    await button(page, 'Download as JSON').click()
    await page.getByText(say(6004, 'en-US', { variant: 'session' })).waitFor()
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await enterPassword(page, { username: email, password })
    await page.getByRole('button', { name: 'Send code' }).click()
    await page.waitForSelector('input[name="code"]:focus')
    await page.fill('input[name="code"]', codeIn(await post.mailbox.next(email)))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.waitForURL(data)
    const [, kept] = await download(page, 'Download as JSON')
    assert.equal(JSON.parse(kept).profile.email, email)
    await context.close()
  })

  test('signing out leads to a page that says so, and the language stays chosen', async () => {
    const { context, page } = await open('linked')
    await page.getByText('No linked accounts.').waitFor()
    await button(page, '中文').click()
    await page.getByRole('heading', { name: '关联账号' }).first().waitFor()
    await page.reload()
    await page.getByText('尚未关联其他平台的账号。').waitFor()
    await button(page, '退出登录').click()
    await page.getByRole('heading', { name: '你已退出登录' }).waitFor()
    await page.goto(base)
    await page.waitForURL(/\/interaction\//)
    await context.close()
  })

  test('every control of every section has a name', async () => {
    const { context, page } = await open()
    for (const section of ['', 'security', 'sessions', 'linked', 'consents', 'data']) {
      await page.goto(`${base}${section && `/${section}`}`)
      await page.waitForSelector('.card')
      await page.locator('.waiting .bone').first().waitFor({ state: 'detached' })
      const nameless = await page.evaluate(`[...document.querySelectorAll('button, a, input, select, meter')]
        .filter((one) => !(one.labels?.[0]?.textContent || one.getAttribute('aria-label') || one.textContent.trim()))
        .map((one) => one.outerHTML)`)
      assert.deepEqual(nameless, [], section)
      assert.equal(await page.locator('h1').count(), 1)
      const ids = (await page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")) as string[]
      assert.equal(new Set(ids).size, ids.length, 'no id twice')
    }
    await context.close()
  })

  test('nothing on these pages was forbidden or failed', () => {
    assert.deepEqual(violations, [])
  })
})
