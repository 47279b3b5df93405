import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { registerPerson } from '../kit/people.ts'
import { pictures } from '../kit/pictures.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'

const sdkBundle = createRequire(import.meta.url)
  .resolve('authing-js-sdk')
  .replace('main/index.js', 'browser/index.min.js')

let world: World
let browser: Browser

before(async () => {
  if (noChromium) return
  world = await newWorld()
  browser = await launchChromium()
})
after(() => browser?.close())

/** The official client has nothing else to say who it is than the host name of its application. */
function applicationHost(): string {
  const { port } = new URL(world.origin)
  return `http://${world.tenant.application.identifier}.localhost:${port}`
}

test('the official client uploads a picture and makes it one’s own', { skip: noChromium }, async () => {
  const { username, password } = await registerPerson(world)
  const page = await browser.newPage()
  await page.goto(`${world.origin}/healthz`)
  await page.addScriptTag({ content: readFileSync(sdkBundle, 'utf8') })
  const chooser = page.waitForEvent('filechooser')
  const uploading = page.evaluate(
    async ({ appId, appHost, username, password }) => {
      const { AuthenticationClient } = (globalThis as unknown as { Authing: typeof import('authing-js-sdk') }).Authing
      const client = new AuthenticationClient({ appId, appHost, onError: () => {} })
      await client.loginByUsername(username, password)
      return (await client.uploadAvatar()) as { photo: string }
    },
    { appId: world.tenant.application.id, appHost: applicationHost(), username, password },
  )
  await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: pictures.png })
  const { photo } = await uploading
  assert.match(photo, /\.localhost:\d+\/files\/.+\.png$/)
  // As text: the types of a browser are not this project's.
  const shown = await page.evaluate(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(photo)}
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  })()`)
  assert.deepEqual(shown, [3, 2])
  await page.close()
})

test('a picture that a camera took sideways stays the right way up', { skip: noChromium }, async () => {
  const { token } = await registerPerson(world)
  const exif = 'ffe1002a4578696600004d4d002a00000008000101120003000000010006000000000000'
  const gps = Buffer.from('my house').toString('hex')
  const sideways = Buffer.concat([
    pictures.jpg.subarray(0, 2),
    Buffer.from(exif + gps, 'hex'),
    pictures.jpg.subarray(2),
  ])
  const form = new FormData()
  form.append('file', new Blob([sideways], { type: 'image/jpeg' }), 'me.jpg')
  const headers = { authorization: `Bearer ${token}` }
  const sent = await fetch(`${world.origin}/api/v2/upload?folder=avatar`, { method: 'POST', headers, body: form })
  const { data } = (await sent.json()) as { data: { url: string } }
  assert.equal(Buffer.from(await (await fetch(data.url)).arrayBuffer()).includes('my house'), false)
  const page = await browser.newPage()
  await page.goto(`${world.origin}/healthz`)
  const shown = await page.evaluate(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(data.url)}
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  })()`)
  assert.deepEqual(shown, [2, 3])
  await page.close()
})
