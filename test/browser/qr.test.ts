import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { setPool } from '../kit/entry.ts'
import { managementToken, type Person, registerPerson, send } from '../kit/people.ts'
import { accepted, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'
import { type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let browser: Browser
let shop: RelyingParty
const violations: string[] = []

before(async () => {
  if (noChromium) return
  world = await newWorld()
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop', { qrSignInEnabled: true })
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

type Shown = { random: string; picture: string }

/** The sign-in page on its way to a code, and the code that it shows. */
async function openCode(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page; shown: Shown }> {
  const { context, page } = await openPage(browser, { address: `${shop.address}/login`, violations, ...options })
  const shown = nextCode(page)
  await page.getByRole('button', { name: options.locale === 'zh-CN' ? '手机扫码' : 'QR code' }).click()
  return { context, page, shown: await shown }
}

async function nextCode(page: Page): Promise<Shown> {
  const answer = await page.waitForResponse(/\/qr-code$/)
  return ((await answer.json()) as { data: Shown }).data
}

const phone = (step: 'scanned' | 'confirm' | 'cancel', { random }: Shown, { token }: Person) =>
  rest(world.origin, 'POST', `/api/v2/qrcode/${step}`, { random }, { tenant: world.tenant, token })

async function namedPerson(nickname: string): Promise<Person> {
  const person = await registerPerson(world)
  accepted(await send(world, 'updateUser', { input: { nickname } }, { token: person.token }))
  return person
}

describe('signing in by scanning a code, in a browser', { skip: noChromium }, () => {
  test('the page follows the phone, and goes on when the person agrees there', async () => {
    const person = await namedPerson('Lin Mei')
    const { context, page, shown } = await openCode({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    const picture = page.getByRole('img', { name: 'A QR code to scan with your phone.' })
    await picture.waitFor()
    await page.evaluate('document.querySelector(".qr-sheet img").decode()')
    assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, 'nothing sticks out')
    await page.getByRole('status').getByText('Waiting for your phone.').waitFor()
    accepted(await phone('scanned', shown, person))
    await page.getByRole('status').getByText('Scanned by Lin Mei. Confirm on your phone.').waitFor()
    assert.equal(await picture.count(), 0, 'what was scanned is no code for anybody else')
    accepted(await phone('confirm', shown, person))
    await page.waitForURL(`${shop.address}/`)
    assert.equal(await page.textContent('#who'), person.id)
    await context.close()
  })

  test('a code of the page is told to nobody else, however often they ask', async () => {
    const person = await namedPerson('Wei')
    const { context, shown } = await openCode()
    accepted(await phone('scanned', shown, person))
    const path = `/api/v2/qrcode/check?random=${shown.random}`
    refused(await rest(world.origin, 'GET', path, undefined, { tenant: world.tenant }), 2241)
    await context.close()
  })

  test('cancelled on the phone, the page says so and shows another code when asked', async () => {
    const person = await namedPerson('Lin Mei')
    const { context, page, shown } = await openCode({ locale: 'zh-CN' })
    accepted(await phone('scanned', shown, person))
    accepted(await phone('cancel', shown, person))
    await page.getByRole('status').getByText('已在手机上取消。').waitFor()
    const next = nextCode(page)
    await page.getByRole('button', { name: '刷新二维码' }).click()
    assert.notEqual((await next).random, shown.random)
    await page.getByRole('status').getByText('等待手机扫码。').waitFor()
    await context.close()
  })

  test('a code that has expired is replaced by itself', async () => {
    const { context, page, shown } = await openCode()
    const next = nextCode(page)
    world.passSeconds(121)
    assert.notEqual((await next).random, shown.random)
    await page.getByRole('status').getByText('Waiting for your phone.').waitFor()
    await context.close()
  })

  test('a person who may not sign in is told why, and the page offers another code', async () => {
    const person = await namedPerson('Locked')
    const { context, page, shown } = await openCode()
    accepted(await phone('scanned', shown, person))
    accepted(await phone('confirm', shown, person))
    await page.waitForURL(`${shop.address}/`)
    await context.close()

    const again = await openCode()
    accepted(await phone('scanned', again.shown, person))
    await setPool(world, { loginRequireEmailVerified: true })
    const token = await managementToken(world)
    const input = { email: 'unverified@example.com' }
    accepted(await send(world, 'updateUser', { id: person.id, input }, { token }))
    accepted(await phone('confirm', again.shown, person))
    await again.page.getByRole('alert').getByText('has to be verified').waitFor()
    await again.page.getByRole('button', { name: 'Show a new QR code' }).waitFor()
    await setPool(world, { loginRequireEmailVerified: false })
    await again.context.close()
  })

  test('an application that did not switch it on shows no code', async () => {
    const forum = await startRelyingParty(world, 'forum')
    const page = await browser.newPage({ locale: 'en-US' })
    await page.goto(`${forum.address}/login`)
    await page.waitForSelector('input[name="account"]')
    assert.equal(await page.getByRole('button', { name: 'QR code' }).count(), 0)
    await page.close()
    await forum.close()
  })

  test('nothing was against the policy of the page, and nothing threw', () => {
    assert.deepEqual(violations, [])
  })
})
