import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import { pickAssets } from './assets.ts'
import { plainAddress, renderFailure } from './failure.ts'
import { renderHome } from './home.ts'
import { renderSignedOut } from './message.ts'
import { renderShell } from './shell.ts'
import { renderSignOut } from './sign-out.ts'

const assets = { scripts: ['/login/a.js'], styles: ['/login/a.css'], preloads: ['/login/b.js'] }
const evil = '"><script>alert(1)</script><!--'

const view: SignInView = {
  uid: 'u',
  language: 'en-US',
  screen: 'sign-in',
  csrf: 'c',
  application: { name: evil, logo: null, description: evil },
  pool: { name: evil },
  signIn: { identifiers: ['email'], codes: [], link: false },
  signUp: { enabled: true, methods: ['email'], codes: [] },
  reset: { codes: [] },
  code: { length: 6, resendSeconds: 60 },
  password: { strength: 1, minLength: 6 },
  loginHint: evil,
  consent: null,
  notice: evil,
}

const frame = { language: 'zh-CN', assets } as const
const pages = {
  shell: renderShell({ title: evil, language: 'en-US', assets, view }),
  home: renderHome({
    ...frame,
    version: evil,
    facts: { host: evil, database: evil },
    sdk: { userPoolId: evil, appId: evil, appHost: evil, host: evil },
    application: { name: evil, signInAddress: `javascript:${evil}`, accountAddress: `javascript:${evil}` },
    links: { owner: evil, docs: '/docs', health: '/healthz', discovery: evil, errors: '/docs/errors' },
  }),
  failure: renderFailure({
    ...frame,
    cause: 'redirect-address',
    way: { to: 'application', name: evil, address: `javascript:${evil}` },
    application: evil,
    sent: evil,
    code: evil,
    requestId: evil,
  }),
  'signed out': renderSignedOut({ ...frame, application: { name: evil, home: 'javascript:alert(1)' } }),
  'sign out': renderSignOut({ ...frame, applicationName: evil, form: '<form id="op.logoutForm"></form>' }),
}

for (const [name, page] of Object.entries(pages)) {
  test(`${name}: nothing given gets out of its place, and nothing is inline`, () => {
    assert.doesNotMatch(page, /<script>|<!--|javascript:/)
    assert.doesNotMatch(page, / style="| on[a-z]+="|<style/)
    for (const [tag] of page.matchAll(/<script[^>]*>/g)) assert.match(tag, / src="\/login\/| type="application\/json"/)
  })
}

test('the language stands on the document', () => {
  assert.match(pages.shell, /<html lang="en-US">/)
  assert.match(pages.home, /<html lang="zh-CN">/)
})

test('assets are found by entry name, with the shared style sheet and what the entry imports', () => {
  const manifest = {
    '_shared.js': { file: 'assets/shared-1.js', name: 'shared', css: ['assets/style-3.css'] },
    '_style-3.css': { file: 'assets/style-3.css' },
    'src/main.tsx': { file: 'assets/sign-in-2.js', name: 'sign-in', isEntry: true, imports: ['_shared.js'] },
    'src/account/main.tsx': {
      file: 'assets/account-4.js',
      name: 'account',
      isEntry: true,
      imports: ['_shared.js'],
      css: ['assets/account-5.css'],
      dynamicImports: ['src/account/text/en.ts', 'src/account/text/zh.ts'],
    },
    'src/account/text/en.ts': { file: 'assets/en-6.js' },
    'src/account/text/zh.ts': { file: 'assets/zh-7.js' },
  }
  assert.deepEqual(pickAssets(manifest, 'sign-in', '/login/'), {
    scripts: ['/login/assets/sign-in-2.js'],
    styles: ['/login/assets/style-3.css'],
    preloads: ['/login/assets/shared-1.js'],
  })
  assert.deepEqual(pickAssets(manifest, 'account', '/').styles, ['/assets/style-3.css', '/assets/account-5.css'])
  const speaking = pickAssets(manifest, 'account', '/', 'zh-CN')
  assert.deepEqual(speaking.preloads, ['/assets/shared-1.js', '/assets/zh-7.js'])
  assert.throws(() => pickAssets(manifest, 'page', '/login/'), /build the login page/)
})

test('an address that somebody sent is shown so that it neither reads as a sentence nor hides anything', () => {
  assert.equal(plainAddress('https://shop.example/cb?a=1'), 'https://shop.example/cb?a=1')
  assert.equal(plainAddress('https://x/call us now\n'), 'https://x/call%20us%20now%0A')
  assert.equal(plainAddress('https://x/\u202e\u200b\ud800'), 'https://x/%E2%80%AE%E2%80%8B%EF%BF%BD')
  assert.equal(plainAddress(`https://${'x'.repeat(5000)}`).length, 301)
})
