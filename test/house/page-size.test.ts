import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Language } from '@menshen/contract/errors'
import { type EntryName, type Manifest, pickAssets } from '#surface/hosted/view/assets.ts'
import { buildLogin } from '../../scripts/build-login.ts'

const dist = join(import.meta.dirname, '../../login/dist')
const languages = ['en-US', 'zh-CN'] as const
let manifest: Manifest
before(async () => {
  await buildLogin({ quiet: true })
  manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))
})

function filesOf(entry: EntryName, language: Language) {
  const { scripts, preloads, styles } = pickAssets(manifest, entry, '', language)
  return { scripts: [...scripts, ...preloads], styles }
}

/** Bytes over the wire of those files that are not among `known`, which the browser has already. */
function weight(files: string[], known: string[] = []): number {
  const asked = files.filter((file) => !known.includes(file))
  return asked.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0)
}

function within(bytes: number, most: number, what: string) {
  assert.ok(bytes <= most, `${what}: ${bytes} bytes compressed, ${most} at most`)
}

for (const language of languages) {
  test(`what the pages load in ${language} stays as small as login/README.md says`, () => {
    const signIn = filesOf('sign-in', language)
    const account = filesOf('account', language)
    const page = filesOf('page', language)
    within(weight(signIn.scripts), 30_000, 'the scripts of the sign-in page')
    within(weight(account.scripts, signIn.scripts), 20_000, 'the scripts of the user centre besides those')
    within(weight(page.scripts), 2_000, "the scripts of the server's own pages")
    within(weight(signIn.styles), 6_000, 'the style sheet')
    within(weight(account.styles, signIn.styles), 3_000, 'the style of the user centre beside it')
    within(weight(page.styles, signIn.styles), 3_000, "the style of the server's own pages beside it")
  })
}
