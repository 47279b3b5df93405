import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import { renderDoc, rewriteLink } from '#surface/hosted/docs/render-doc.ts'
import { readBuiltAssets } from '#surface/hosted/frame/built-assets.ts'
import { languageOf } from '#surface/hosted/frame/language-of.ts'
import { Browser } from './browser.ts'
import { type House, openHouse } from './house.ts'

let house: House
let application: Application
before(async () => {
  house = await openHouse()
  application = house.firstApplication
})

const english = { headers: { 'accept-language': 'en' } }

test('the home page names the address and the first application, and no secret', async () => {
  const answer = await fetch(house.origin, english)
  const page = await answer.text()
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.ok(page.includes(house.origin) && page.includes(application.id) && page.includes(`/sign-in/${application.id}`))
  assert.ok(!page.includes(application.secret))
})

for (const name of ['first-app', 'by id'])
  test(`trying the sign-in page leads through it to the welcome page: ${name}`, async () => {
    const pool = await house.domain.ports.cached.pool(application.userPoolId)
    const user = await house.addUser(pool ?? assert.fail())
    const browser = new Browser(house)
    const page = await browser.open(`/sign-in/${name === 'by id' ? application.id : name}`)
    const { data } = await browser.act(page, 'sign-in', { account: user.email, password: user.password })
    const welcome = await browser.follow(data.location)
    const text = await welcome.text()
    assert.equal(welcome.status, 200)
    assert.match(text, /You are signed in|你已登录/)
    assert.ok(text.includes(user.id) && text.includes(user.email ?? ''))
    const again = await browser.go(welcome.url)
    assert.equal(again.status, 400)
    const hint = /name="id_token_hint" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const form = new URLSearchParams({ id_token_hint: hint })
    const out = await browser.go('/oidc/session/end', { method: 'POST', body: form })
    const address = out.headers.get('location') ?? ''
    assert.match(await (await browser.follow(address)).text(), /You are signed out|你已退出登录/)
    assert.equal((await browser.open(`/sign-in/${application.id}`)).screen, 'sign-in')
  })

test('a welcome that nobody began redeems nothing', async () => {
  for (const query of ['', '?code=x&state=y', '?error=access_denied&state=y', '?code=x&code=y&state=z'])
    assert.equal((await fetch(`${house.origin}/welcome${query}`)).status, 400, query)
})

test('an application that is not there, or cannot be begun from here, gets a page', async () => {
  const pool = await house.domain.ports.cached.pool(application.userPoolId)
  const machine = await house.addApplication(pool ?? assert.fail(), { redirectUris: [] })
  for (const name of ['nobody', machine.id, 'f'.repeat(24), '%00', 'A'.repeat(100)]) {
    const answer = await fetch(`${house.origin}/sign-in/${name}`, { redirect: 'manual' })
    assert.ok(answer.status === 404 || answer.status === 400, name)
    assert.equal(answer.headers.get('location'), null)
  }
})

test('a sign-in that is over is 410, as page and as action', async () => {
  const uid = 'x'.repeat(43)
  const page = await fetch(`${house.origin}/interaction/${uid}`, english)
  assert.equal(page.status, 410)
  assert.match(await page.text(), /expired/)
})

test('documentation is served by address, in the language of the reader, and nothing else is', async () => {
  const [en, zh] = [
    await fetch(`${house.origin}/docs/reference/errors`, english),
    await fetch(`${house.origin}/docs/reference/errors`),
  ]
  assert.equal(en.status, 200)
  assert.match(await en.text(), /<h1 id="error-codes">Error codes<\/h1>/)
  assert.match(await zh.text(), /lang="zh-CN"/)
  for (const path of ['../package', '..%2f..%2fpackage.json', 'reference/nothing', '%2e%2e/README'])
    assert.equal((await fetch(`${house.origin}/docs/${path}`)).status, 404, path)
})

test('links between documents lead to where they are read; markup stays text', () => {
  assert.equal(rewriteLink('errors.zh-CN.md', 'docs/reference/errors.md'), '/docs/reference/errors')
  assert.equal(rewriteLink('../guide/first.md#two', 'docs/reference/errors.md'), '/docs/guide/first#two')
  assert.equal(rewriteLink('../../README.md', 'docs/reference/errors.md'), '/docs')
  assert.equal(rewriteLink('docs/reference/errors.md', 'README.md'), '/docs/reference/errors')
  assert.equal(rewriteLink('../../server/app.ts', 'docs/reference/errors.md'), null)
  assert.equal(rewriteLink('https://example.com/a.md', 'README.md'), 'https://example.com/a.md')
  const page = { address: 'x', language: 'en-US' as const, title: 'x', path: 'docs/x.md' }
  const { body } = renderDoc({ ...page, text: '# A b!\n<script>x</script> [a](javascript:alert(1)) [b](y.md)' })
  assert.match(body, /<h1 id="a-b">/)
  assert.doesNotMatch(body, /<script>|href="javascript/)
  assert.match(body, /href="\/docs\/y"/)
})

test('the language: cookie, header, ui_locales, browser', () => {
  const browser = { 'accept-language': 'zh-CN' }
  assert.equal(languageOf({ ...browser, cookie: 'a=b; menshen_language=en-US', 'x-authing-lang': 'zh-CN' }), 'en-US')
  assert.equal(languageOf({ ...browser, 'x-authing-lang': 'en-US' }, 'zh'), 'en-US')
  assert.equal(languageOf(browser, 'fr en-GB'), 'en-US')
  assert.equal(languageOf(browser, 'fr'), 'zh-CN')
})

test('assets may be kept for good', async () => {
  const { log } = { log: { warn: () => undefined } as never }
  for (const path of readBuiltAssets(log).files.keys()) {
    const answer = await fetch(house.origin + path)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  }
  assert.equal((await fetch(`${house.origin}/favicon.ico`)).status, 200)
})

test('nothing of all this was unforeseen', () => assert.deepEqual(house.errors, []))

test('every document is in the contents of the documentation', async () => {
  const page = await (await fetch(`${house.origin}/docs`)).text()
  const { readDocsIndex } = await import('#surface/hosted/docs/docs-index.ts')
  for (const { address } of readDocsIndex())
    assert.ok(page.includes(`href="/docs${address && `/${address}`}"`), `/docs/${address}`)
})
