import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const sources = globSync(['server/domain/**/*.ts', 'server/surface/**/*.ts'], { cwd: root })
  .filter((path) => !/\.test\.ts$|\/test-[a-z]+\.ts$/.test(path))
  .sort()
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** The files that call a function, without the one that makes it. */
function callersOf(name: string): string[] {
  const [call, made] = [new RegExp(`\\b${name}\\(`), new RegExp(`(function|const) ${name}\\b`)]
  return sources.filter((path) => call.test(read(path)) && !made.test(read(path)))
}

/** The bodies of `prepare` and `answer` in a file, without what they count ahead: what runs before anything is counted. */
function preparationsOf(text: string): string[] {
  const bodies = [...text.matchAll(/^ {2,6}(?:async )?(?:prepare|answer)\([\s\S]*?^ {2,6}},$/gm)]
  return bodies.map(([body]) => body.replace(/before\.ahead\([\s\S]*?^ {4}}\)/gm, ''))
}

test('codes are compared in one file, and only where the try is counted', () => {
  assert.deepEqual(
    sources.filter((path) => read(path).includes('lockCodes(') && !path.endsWith('code-store.ts')),
    ['server/domain/proof/verification-code/use-code.ts'],
  )
  for (const name of ['useCode', 'checkCode'])
    for (const path of callersOf(name))
      for (const body of preparationsOf(read(path)))
        assert.ok(!new RegExp(`\\b${name}\\(`).test(body), `${path}: ${name} belongs in run, or in before.ahead`)
})

test('nothing tells beforehand whether a secret looks right', () => {
  for (const path of sources) assert.doesNotMatch(read(path), /\blooksRight\b|\bseesCode\b/, path)
})

test('a pool’s secret is compared in one file, and a wrong one is counted by whoever asks it', () => {
  const compares = sources.filter(
    (path) => /sameSecret\([^)]*secret\b/i.test(read(path)) && /\bpool\b/i.test(read(path)),
  )
  assert.deepEqual(
    compares.filter((path) => path.startsWith('server/domain/') && !/cookieSecret|signature\(secret/.test(read(path))),
    ['server/domain/entry/session/pool-secret.ts'],
  )
  for (const path of callersOf('matchPoolSecret')) assert.match(read(path), /\b(count|hit)WrongSecret\(/, path)
})

test('captchas and work are used up in one transaction, which counts', () => {
  assert.deepEqual(callersOf('checkCaptcha'), ['server/domain/proof/captcha/meet-demand.ts'])
  assert.deepEqual(callersOf('redeemProofOfWork'), [
    'server/domain/proof/captcha/answer-by-work.ts',
    'server/domain/proof/captcha/meet-demand.ts',
  ])
})

test('passwords are compared where the comparison is counted, and nowhere else', () => {
  assert.deepEqual(
    sources.filter((path) => /hasher\.matches\(/.test(read(path))),
    [
      'server/domain/account/password/reset-with-ticket.ts',
      // For people who have shown who they are: whether a new password was had before.
      'server/domain/proof/credential/earlier-passwords.ts',
      'server/domain/proof/credential/normal-password.ts',
    ],
  )
  assert.deepEqual(callersOf('matchesTyped'), [
    'server/domain/account/password/reset-with-ticket.ts',
    'server/domain/account/sign-in/sign-in-with-password.ts',
    'server/domain/entry/sub-account/sign-in.ts',
    'server/domain/proof/credential/own-password.ts',
  ])
})

test('asymmetric decryption happens in threads of its own, and nothing but the queue opens one', () => {
  const importers = (file: string) => sources.filter((path) => read(path).includes(`./${file}'`))
  assert.deepEqual(
    sources.filter((path) => /\bprivateDecrypt\(|\bdoDecrypt\(/.test(read(path))),
    ['server/domain/proof/credential/open-password.ts'],
  )
  const running = importers('open-password.ts')
  assert.deepEqual(running, ['server/domain/proof/credential/opening-thread.ts'])
  assert.deepEqual(importers('opening-thread.ts'), ['server/domain/proof/credential/password-opener.ts'])
})
