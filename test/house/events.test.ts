import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { areas, type EventName, type EventRow, events, webhookOf, wordsOf } from '@menshen/contract/events'

const rows = Object.entries<EventRow>(events) as [EventName, EventRow][]
const said = rows.flatMap(([name, row]) => [[name, row] as const, ...Object.entries(row.variants ?? {})])

suite('each event', () => {
  test('is named by what it is about and what happened to it', () => {
    assert.deepEqual(
      said.filter(([name]) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name)),
      [],
    )
  })

  test('stands in exactly one area', () => {
    const listed = areas.flatMap(({ rows }) => Object.keys(rows))
    assert.deepEqual(listed.sort(), rows.map(([name]) => name).sort())
  })

  test('speaks English in English and Chinese in Chinese, as do its variants', () => {
    for (const [name, { en, zh }] of said) {
      assert.match(en, /^[A-Z][A-Za-z’ -]+$/, name)
      assert.match(zh, /\p{Script=Han}{2}/u, name)
      assert.equal(wordsOf(name)?.en, en, 'no two of one name')
    }
  })

  test('is spelled for webhooks as the protocol spells such', () => {
    for (const [name] of rows) assert.match(webhookOf(name) ?? 'none', /^[a-z]+(-[a-z]+)*(:[a-z]+(-[a-z]+)*)*$/, name)
  })

  test('that people find in their history says whose it is', () => {
    for (const [name, { own, payload }] of rows) if (own) assert.equal(payload.userId, 'user', name)
  })
})
