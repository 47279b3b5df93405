import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import type { Browser, Page } from 'playwright-core'
import { setPool } from '../kit/entry.ts'
import { freshEmail, freshPhone, otherThan } from '../kit/fresh.ts'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser as Visitor } from '../oidc/browser.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'
import { arrived, type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser
let shop: RelyingParty
const violations: string[] = []

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop')
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

async function createPerson(userInfo: object): Promise<{ id: string }> {
  return accepted(await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }))
}

/** The sign-in page, in a browser of somebody's own. What its policy forbids and what throws is remembered. */
const openSignIn = (options: Parameters<typeof openPage>[1] = {}) =>
  openPage(browser, { address: `${shop.address}/login`, violations, ...options })

/** The error that stands at a field, once it does. */
async function errorAt(page: Page, field: string): Promise<string> {
  await page.waitForSelector(`input[name="${field}"][aria-invalid="true"]`)
  return (await page.textContent(`#${field}-error`))?.trim() ?? ''
}

async function askForCode(page: Page, address: string): Promise<void> {
  await page.fill('input[name="address"]', address)
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.waitForSelector('input[name="code"]:focus')
}

describe('ways in, in a browser', { skip: noChromium }, () => {
  test('a right code to a number that nobody has makes an account with it, without another code', async () => {
    const { context, page } = await openSignIn()
    const phone = `+86${freshPhone()}`
    await page.getByRole('button', { name: 'Email or text me a code' }).click()
    await askForCode(page, phone)
    await page.keyboard.type(codeIn(post.phones.last(phone)))
    await page.getByText('There is no account with it yet.').waitFor()
    await page.getByRole('button', { name: 'Create an account with it' }).click()
    assert.ok(await arrived(page, shop))
    await context.close()
  })

  test('after wrong passwords a picture is asked for, and its answer goes with the next try', async () => {
    const person = await registerPerson(world)
    const { context, page } = await openSignIn({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    await page.fill('input[name="account"]', person.username)
    const submit = page.getByRole('button', { name: 'Sign in', exact: true })
    for (let tries = 0; tries < 5; tries++) {
      await page.fill('input[name="password"]', 'not the password')
      const answered = page.waitForResponse(/\/sign-in$/)
      await submit.click()
      await answered
      await page.waitForSelector('form:not([aria-busy])')
    }
    await page.fill('input[name="password"]', person.password)
    await submit.click()
    const picture = page.locator('.picture img')
    await picture.waitFor()
    await page.getByRole('alert').getByText('Too many failed attempts.').waitFor()
    await page.waitForSelector('input[name="captchaCode"]:focus')
    assert.ok(await picture.getAttribute('alt'), 'the picture says what it is')
    await page.evaluate('document.querySelector(".picture img").decode()')
    assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, 'nothing sticks out')
    const kept = (await context.cookies()).find(({ name }) => name === 'menshen_captcha')
    assert.equal(kept?.httpOnly, true)

    await submit.click()
    assert.equal(await errorAt(page, 'captchaCode'), 'Enter the characters in the picture.')
    const first = await picture.getAttribute('src')
    await page.fill('input[name="captchaCode"]', '????')
    await submit.click()
    await page.getByText('These characters do not match the picture.').waitFor()
    const second = await picture.getAttribute('src')
    assert.notEqual(second, first, 'another picture is shown')
    assert.equal(await page.inputValue('input[name="captchaCode"]'), '')
    assert.equal(
      await page.inputValue('input[name="password"]'),
      person.password,
      'the password need not be typed again',
    )
    await page.getByRole('button', { name: 'New picture' }).click()
    assert.notEqual(await picture.getAttribute('src'), second)
    await context.close()
  })

  test('whoever cannot read the picture lets the browser work for the answer', async () => {
    const person = await registerPerson(world)
    const { context, page } = await openSignIn()
    await page.fill('input[name="account"]', person.username)
    const submit = page.getByRole('button', { name: 'Sign in', exact: true })
    for (let tries = 0; tries < 6; tries++) {
      await page.fill('input[name="password"]', 'not the password')
      const answered = page.waitForResponse(/\/sign-in$/)
      await submit.click()
      await answered
      await page.waitForSelector('form:not([aria-busy])')
    }
    await page.locator('.picture img').waitFor()
    const fillIn = page.getByRole('button', { name: 'Let the browser fill it in' })
    await fillIn.click()
    await page.getByRole('status').getByText('Done.').waitFor()
    assert.match(await page.inputValue('input[name="captchaCode"]'), /^[A-Z0-9]{4,5}$/)
    await submit.click()
    assert.equal(await errorAt(page, 'password'), say(2006, 'en-US'), 'the answer counted, the password was wrong')
    assert.equal(await page.inputValue('input[name="captchaCode"]'), '', 'and is used up')
    await fillIn.click()
    await page.getByRole('status').getByText('Done.').waitFor()
    await page.fill('input[name="password"]', person.password)
    await submit.click()
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('somebody signs in with a code from their mail, pasted with a space in it', async () => {
    const email = freshEmail()
    const person = await createPerson({ email })
    const { context, page } = await openSignIn()
    await page.getByRole('button', { name: /me a code$/ }).click()
    await page.getByRole('button', { name: 'Send code' }).click()
    assert.match(await errorAt(page, 'address').catch(() => ''), /^Enter your/)
    await askForCode(page, email)
    const code = codeIn(await post.mailbox.next(email))
    const field = page.locator('input[name="code"]')
    assert.deepEqual(
      [await field.getAttribute('inputmode'), await field.getAttribute('autocomplete')],
      ['numeric', 'one-time-code'],
    )
    await field.fill(otherThan(code))
    assert.equal(await errorAt(page, 'code'), 'Incorrect code.')
    await page.reload()
    await page.getByText(email).waitFor()
    await page.locator('input[name="code"]').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('somebody signs in with a code from their phone, in Chinese', async () => {
    const phone = freshPhone()
    const person = await createPerson({ phone })
    const { context, page } = await openSignIn({ locale: 'zh-CN' })
    await page.getByRole('button', { name: '邮箱或短信验证码' }).click()
    await page.fill('input[name="address"]', phone)
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.waitForSelector('input[name="code"]:focus')
    await page.keyboard.type(codeIn(post.phones.last(`+86${phone}`)))
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('another code can be had after a minute, and not before', async () => {
    const email = freshEmail()
    const person = await createPerson({ email })
    const { context, page } = await openSignIn()
    await page.clock.install()
    await page.getByRole('button', { name: /me a code$/ }).click()
    await askForCode(page, email)
    const first = codeIn(await post.mailbox.next(email))
    await page.getByText(/^Send another code in \d+ s$/).waitFor()
    const again = page.getByRole('button', { name: 'Send another code' })
    assert.equal(await again.count(), 0)
    await page.clock.fastForward(61_000)
    await page.getByRole('status').getByText('You can send another code now.').waitFor()
    await again.click()
    await page.getByText(say(2080, 'en-US')).waitFor()
    world.passSeconds(61)
    await again.click()
    await page.getByText(/^Send another code in \d+ s$/).waitFor()
    const second = codeIn(await post.mailbox.next(email))
    if (second !== first) {
      await page.fill('input[name="code"]', first)
      assert.equal(await errorAt(page, 'code'), 'Incorrect code.')
    }
    await page.fill('input[name="code"]', second)
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('somebody signs up with a code and without a password', async () => {
    const email = freshEmail()
    const { context, page } = await openSignIn()
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByRole('button', { name: /me a code$/ }).click()
    await askForCode(page, email)
    await page.fill('input[name="code"]', codeIn(await post.mailbox.next(email)))
    await arrived(page, shop)
    const claims = shop.tokens.claims()
    assert.deepEqual([claims?.email, claims?.email_verified], [email, true])
    await context.close()
  })

  test('a forgotten password is replaced, and the new one signs in', async () => {
    const email = freshEmail()
    const person = await createPerson({ email, password: undefined })
    const { context, page } = await openSignIn()
    await page.fill('input[name="account"]', email)
    await page.getByRole('button', { name: 'Forgot your password?' }).click()
    assert.equal(await page.inputValue('input[name="address"]'), email, 'what was typed is kept')
    await askForCode(page, email)
    const code = codeIn(await post.mailbox.next(email))
    await page.fill('input[name="code"]', code)
    await page.fill('input[name="password"]', 'short')
    const set = page.getByRole('button', { name: 'Set new password' })
    await set.click()
    assert.match(await errorAt(page, 'password'), /at least 8/)
    await page.fill('input[name="password"]', 'another battery staple')
    await set.click()
    await page.getByText('Your password has been changed.').waitFor()
    await page.waitForSelector('input[name="password"]:focus')
    await page.keyboard.type('another battery staple')
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('resetting says the same of an address that nobody here has', async () => {
    const known = freshEmail()
    await createPerson({ email: known })
    const said: string[] = []
    for (const email of [known, freshEmail()]) {
      const { context, page } = await openSignIn()
      await page.getByRole('button', { name: 'Forgot your password?' }).click()
      await askForCode(page, email)
      const first = (await page.textContent('main'))?.replaceAll(email, 'X').replace(/\d+ s/, '') ?? ''
      const code = codeIn(await post.mailbox.next(email))
      await page.fill('input[name="code"]', otherThan(code))
      await page.fill('input[name="password"]', 'another battery staple')
      await page.getByRole('button', { name: 'Set new password' }).click()
      said.push(`${first} ${await errorAt(page, 'code')}`)
      await context.close()
    }
    assert.equal(said[0], said[1])
  })

  test('whoever has to verify the address first does so by a code, and is in', async () => {
    await setPool(world, { loginRequireEmailVerified: true })
    const email = freshEmail()
    const { context, page } = await openSignIn()
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.fill('input[name="email"]', email)
    await page.fill('input[name="password"]', 'correct horse battery')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByText('Your account has been created.').waitFor()
    assert.equal(await page.inputValue('input[name="address"]'), email)
    await askForCode(page, email)
    await page.fill('input[name="code"]', codeIn(await post.mailbox.next(email)))
    await arrived(page, shop)
    assert.deepEqual([shop.tokens.claims()?.email, shop.tokens.claims()?.email_verified], [email, true])
    await context.close()
    await setPool(world, { loginRequireEmailVerified: false })
  })

  test('a sub-account signs in as its main account, where the application has them', async () => {
    const main = await registerPerson(world)
    const token = await managementToken(world)
    const path = `/api/v2/applications/${shop.application.id}`
    const manage = (way: string, body: object) => rest(world.origin, 'POST', way, body, { tenant: world.tenant, token })
    const helper = { userId: main.id, account: 'The helper', password: sealed(world, 'a second horse') }
    accepted(await manage(path, { enableSubAccount: true }))
    accepted(await manage(`${path}/sub-accounts`, helper))
    const { context, page } = await openSignIn()
    await page.getByRole('button', { name: 'Sub-account' }).click()
    await page.getByRole('heading', { name: 'Sign in with a sub-account' }).waitFor()
    await page.waitForSelector('input[name="account"]:focus')
    await page.keyboard.type('the helper')
    await page.fill('input[name="password"]', main.password)
    await page.keyboard.press('Enter')
    assert.equal(await errorAt(page, 'password'), say(2333, 'en-US'), 'the password of the main account is another')
    await page.fill('input[name="password"]', 'a second horse')
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), main.id)
    accepted(await manage(path, { enableSubAccount: false }))
    const visitor = new Visitor(world)
    const plain = await visitor.open(`${world.origin}/sign-in/${shop.application.id}`)
    assert.equal((plain.signIn as { subAccount: boolean }).subAccount, false)
    const sent = { account: 'the helper', password: 'a second horse' }
    assert.equal((await visitor.act(plain, 'sign-in-by-sub-account', sent)).code, 400)
    await context.close()
  })

  test('what people have to agree to is asked at every way in, and holds up whoever does not', async () => {
    const person = await registerPerson(world)
    const token = await managementToken(world)
    const path = `/api/v2/applications/${shop.application.id}/agreements`
    const speaking = { tenant: world.tenant, token }
    const made: number[] = []
    for (const agreement of [
      {
        title: 'I accept <a href="https://example.com/terms">the terms</a>',
        required: true,
        lang: 'en-US',
        availableAt: 2,
      },
      { title: '<p onclick="x">News, please</p>', required: false, lang: 'en-US', availableAt: 0 },
      { title: '我同意<a href="javascript:alert(1)">条款</a>', required: true, lang: 'zh-CN', availableAt: 2 },
    ])
      made.push(accepted<{ id: number }>(await rest(world.origin, 'POST', path, agreement, speaking)).id)

    const { context, page } = await openSignIn()
    const terms = page.getByRole('checkbox', { name: 'I accept the terms' })
    assert.equal(await page.getByRole('link', { name: 'the terms' }).getAttribute('href'), 'https://example.com/terms')
    assert.equal(await page.getByText('News, please').count(), 0, 'that is asked of newcomers')
    await page.fill('input[name="account"]', person.username)
    await page.fill('input[name="password"]', person.password)
    await page.keyboard.press('Enter')
    await page.getByText('Accept the required terms to continue.').waitFor()
    await page.waitForSelector('input[type="checkbox"][aria-invalid="true"]:focus')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByText('News, please').waitFor()
    await page.getByText('(optional)').waitFor()
    await page.getByRole('button', { name: /me a code$/ }).click()
    await page.fill('input[name="address"]', freshEmail())
    await page.getByRole('button', { name: 'Send code' }).click()
    await page.getByText('Accept the required terms to continue.').waitFor()
    await page.goBack()
    await page.goBack()
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByText('我同意条款').waitFor()
    assert.equal(await page.locator('.agreements a').count(), 0, 'no link leads to a script')
    await page.getByRole('button', { name: 'English' }).click()
    await terms.check()
    await page.fill('input[name="password"]', person.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.equal(await arrived(page, shop), person.id)
    for (const id of made) accepted(await rest(world.origin, 'DELETE', `${path}/${id}`, undefined, speaking))
    await context.close()
  })

  test('a pool without registration offers no codes for it, and sends none', async () => {
    await setPool(world, { registerDisabled: true })
    const visitor = new Visitor(world)
    const page = await visitor.open(`${world.origin}/sign-in/${world.tenant.application.id}`)
    assert.deepEqual((page.signUp as { codes: string[] }).codes, [])
    const body = { purpose: 'register', address: freshEmail() }
    assert.equal((await visitor.act(page, 'send-code', body)).code, 2031)
    await setPool(world, { registerDisabled: false })
  })

  test('the actions take nothing from pages of others', async () => {
    const visitor = new Visitor(world)
    const page = await visitor.open(`${world.origin}/sign-in/${world.tenant.application.id}`)
    const body = { purpose: 'login', address: freshEmail(), code: '123456', password: 'correct horse' }
    for (const action of [
      'send-code',
      'sign-in-by-code',
      'sign-up-by-code',
      'reset-password',
      'captcha-task',
      'captcha-work',
    ]) {
      assert.equal((await visitor.act({ ...page, csrf: 'x' }, action, body)).code, 1001, action)
      assert.equal((await visitor.act(page, action, body, { origin: 'https://evil.example' })).code, 1001, action)
      assert.equal((await visitor.act(page, action, body, { 'content-type': 'text/plain' })).code, 415, action)
    }
    for (const [action, wrong, code] of [
      ['send-code', { purpose: 'mfa', address: freshEmail() }, 400],
      ['send-code', { purpose: 'login', address: '' }, 2028],
      ['send-code', { purpose: 'login', address: ['a@example.com'] }, 2028],
      ['send-code', { purpose: 'login', address: 'a@' }, 2204],
      ['send-code', { purpose: 'login', address: 'x'.repeat(300) }, 400],
      ['sign-in-by-code', { address: freshEmail() }, 2001],
      ['captcha-work', { challenge: 'made up', nonce: '1' }, 2001],
    ] as const)
      assert.equal((await visitor.act(page, action, wrong)).code, code, JSON.stringify(wrong).slice(0, 80))
    assert.equal(
      post.mailbox.mails.some(({ to }) => [to].flat().some((each) => each?.text === body.address)),
      false,
    )
  })

  test('no page broke its own policy or threw', () => {
    assert.deepEqual(violations, [])
  })
})
