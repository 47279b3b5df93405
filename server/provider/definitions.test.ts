import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { after, afterEach, suite, test } from 'node:test'
import { inspect } from 'node:util'
import { Value } from 'typebox/value'
import type { MailFailure } from '#domain/messaging/message/mail-transport.ts'
import type { SmsFailure } from '#domain/messaging/message/sms-transport.ts'
import { systemClock } from '#platform/clock.ts'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { type Definition, UnfitSettings } from './definition.ts'
import { describeSettings } from './describe-settings.ts'
import { mailProviders } from './mail/make-mail.ts'
import { startSmtp } from './mail/smtp-for-test.ts'
import { smsProviders } from './sms/make-sms.ts'
import { message, startVendor } from './sms/test-vendor.ts'
import { storageProviders } from './storage/make-storage.ts'

// What every provider keeps to. What one vendor in particular wants is in the test beside it.

const ground = { fetch: createOutgoingFetch(), clock: systemClock }
const vendor = await startVendor()
after(() => vendor.close())
afterEach(() => vendor.received.splice(0))

/** `make` takes any ground here: of storage it is nothing. */
type Any = Definition<never, unknown>
const channels: Record<string, readonly Any[]> = {
  mail: mailProviders,
  sms: smsProviders,
  storage: storageProviders,
}

/** Nothing but what it needs, by its own examples; and where it has an address, that of the vendor of this file. */
function sampleOf(definition: Any): Record<string, unknown> {
  const settings = describeSettings(definition.settings)
  const needed = settings.filter(({ required }) => required).map(({ name, example }) => [name, example])
  const addresses = settings
    .filter(({ name }) => ['endpoint', 'url'].includes(name))
    .map(({ name }) => [name, vendor.url])
  return Object.fromEntries([...needed, ...addresses])
}

function unfit(definition: Any, settings: unknown): readonly string[] {
  try {
    definition.make(settings, ground as never)
  } catch (error) {
    assert.ok(error instanceof UnfitSettings, inspect(error))
    return error.settings
  }
  return []
}

for (const [channel, definitions] of Object.entries(channels)) {
  for (const definition of definitions)
    suite(`${channel}: ${definition.kind}`, () => {
      const settings = describeSettings(definition.settings)
      const sample = sampleOf(definition)

      test('has its names and its settings in both languages, each with an example that is good', () => {
        for (const { en, zh } of [definition.names, ...settings.map(({ meaning }) => meaning)]) {
          assert.ok(en && zh)
          assert.doesNotMatch(en, /\p{Script=Han}/u)
        }
        for (const { name, schema, example } of settings) assert.ok(Value.Check(schema, example), name)
      })

      test('marks what is secret', () => {
        const telling = settings.filter(({ name }) => /secret$|password|token|apiKey|secretKey|accessKey$/i.test(name))
        assert.deepEqual(
          telling.filter(({ secret }) => !secret).map(({ name }) => name),
          [],
        )
      })

      test('refuses by name what is missing, empty or of another kind, before anything is sent', () => {
        assert.deepEqual(unfit(definition, sample), [])
        for (const { name, required } of settings) {
          for (const nothing of [undefined, null, ''])
            assert.deepEqual(unfit(definition, { ...sample, [name]: nothing }), required ? [name] : [])
          assert.deepEqual(unfit(definition, { ...sample, [name]: [0] }), [name])
        }
        const needed = settings.filter(({ required }) => required).map(({ name }) => name)
        for (const nothing of [{}, null, 'x']) assert.deepEqual(unfit(definition, nothing), needed)
        assert.deepEqual(vendor.received, [])
      })
    })

  test(`${channel}: every file of the folder is part of a provider on the list`, async () => {
    const folder = join(import.meta.dirname, channel)
    const sources = globSync('*.ts', { cwd: folder }).filter((name) => !/test\.ts$|-for-test|^test-/.test(name))
    const entrance = `make-${channel}.ts`
    assert.deepEqual(
      sources.filter((name) => !reached(folder, entrance).has(name)),
      [],
    )
    const modules: { definition?: Any }[] = await Promise.all(sources.map((name) => import(join(folder, name))))
    const found = modules.flatMap(({ definition }) => definition ?? [])
    assert.deepEqual(new Set(found), new Set(definitions))
    assert.equal(new Set(definitions.map(({ kind }) => kind)).size, definitions.length)
  })
}

/** The files of a folder that a file of it imports, over others of it. */
function reached(folder: string, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const [, path = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/from '(\.\/[^']+)'/g))
    if (dirname(path) === '.') reached(folder, basename(path), found)
  return found
}

/** A failure for now, without what the settings hold. */
function assertForNow(definition: Any, error: MailFailure | SmsFailure): boolean {
  assert.equal(error.permanent, false, inspect(error))
  const sample = sampleOf(definition)
  for (const { name, secret } of describeSettings(definition.settings))
    if (secret) assert.ok(!inspect(error).includes(String(sample[name])), name)
  return true
}

suite('a vendor that is busy is asked once, in the message’s own words, and may be asked again', () => {
  const mail = { from: {}, to: 'lin@example.com', subject: 'Hello', html: '<p>1</p>', text: '1' }
  for (const definition of mailProviders)
    test(`mail: ${definition.kind}`, async () => {
      if ('host' in definition.settings.properties) {
        const { port, mails } = await startSmtp()
        const sample = { host: '127.0.0.1', port, tls: 'none', from: 'door@example.com' }
        await definition.make(sample, ground).send(mail)
        return assert.equal(mails[0]?.subject, mail.subject)
      }
      vendor.answer = () => ({ status: 503 })
      const sending = definition.make(sampleOf(definition), ground).send(mail)
      await assert.rejects(sending, (error: MailFailure) => assertForNow(definition, error))
      assert.equal(vendor.received.length, 1)
      assert.match(decodeURIComponent(vendor.received[0]?.body ?? ''), /lin@example\.com/)
    })
  for (const definition of smsProviders)
    test(`sms: ${definition.kind}`, async () => {
      vendor.answer = () => ({ status: 503 })
      const sending = definition.make(sampleOf(definition), ground).send(message)
      await assert.rejects(sending, (error: SmsFailure) => assertForNow(definition, error))
      assert.equal(vendor.received.length, 1)
      assert.match(decodeURIComponent(vendor.received[0]?.body ?? ''), /13800138000/)
    })
})

for (const definition of storageProviders)
  test(`storage: ${definition.kind} keeps a file, or says that it could not`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'menshen-provider-'))
    after(() => rmSync(directory, { recursive: true }))
    const local = 'directory' in definition.settings.properties
    const storage = definition.make(local ? { directory } : sampleOf(definition))
    vendor.answer = () => ({ status: 403 })
    const stored = await storage.put('a/b.png', Buffer.from('x'), 'image/png').then(
      () => storage.get('a/b.png'),
      (error: Error) => error,
    )
    if (local) return assert.equal(String(stored), 'x')
    assert.ok(stored instanceof Error && vendor.received.length > 0)
    assert.doesNotMatch(inspect(stored), /example-secret/)
  })
