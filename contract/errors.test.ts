import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { decline, isDeclined, outcomes, Refusal, refuse, say } from './errors.ts'

suite('say', () => {
  test('shows an ellipsis, never a placeholder, for a value nobody supplied', () => {
    assert.equal(say(400, 'en-US', { variant: 'text' }), 'Bad request: … must be a text')
    assert.equal(say(400, 'en-US', { variant: 'text', values: {} }), 'Bad request: … must be a text')
  })

  test('takes a value as it is, whatever it looks like', () => {
    const values = { method: '{path}', path: '$& $1 __proto__' }
    assert.equal(say(404, 'en-US', { values }), 'There is nothing at {path} $& $1 __proto__')
  })

  test('throws on a variant that the row does not have', () => {
    assert.throws(() => say(1000, 'en-US', { variant: 'toString' }), /outcome 1000 has no variant "toString"/)
  })
})

suite('a refusal', () => {
  test('carries its code, data, variant, status and an English message for logs', () => {
    const refusal = caught(() => refuse(1000, { variant: 'notBuilt', values: { operation: 'addOrg' }, data: { a: 1 } }))
    assert.equal(refusal.message, '1000 SystemBusy: The operation addOrg is not built yet')
    assert.equal(refusal.status, 501)
    assert.deepEqual(refusal.data, { a: 1 })
    assert.equal(say(refusal.code, 'zh-CN', refusal), '操作 addOrg 尚未实现')
  })

  test('without options has null data and the status of its row', () => {
    const refusal = caught(() => refuse(2005))
    assert.equal(refusal.data, null)
    assert.equal(refusal.status, 403)
  })

  test('does not compile without what its texts and payload need', () => {
    // @ts-expect-error the text has {field}
    assert.equal(caught(() => refuse(400, { variant: 'text' })).code, 400)
    // @ts-expect-error a sentence of no language of ours: each has a row
    assert.equal(caught(() => refuse(400, { values: { detail: 'must be a text' } })).code, 400)
    // @ts-expect-error the text has {operation}
    assert.equal(caught(() => refuse(1000, { variant: 'notBuilt' })).code, 1000)
    // @ts-expect-error the number comes with `url`
    assert.equal(caught(() => refuse(2000)).code, 2000)
    // @ts-expect-error the number has no such variant
    assert.throws(() => refuse(2004, { variant: 'create' }), TypeError)
    // @ts-expect-error there is no such number
    assert.throws(() => refuse(9999), TypeError)
  })

  test('that is declined is told from results that look like one', () => {
    const declined = decline(2006)
    assert.ok(isDeclined(declined))
    assert.equal(declined.declined.code, 2006)
    for (const value of [null, undefined, 'declined', {}, { declined: { code: 2006 } }, { declined: new Error('no') }])
      assert.equal(isDeclined(value), false)
  })
})

function caught(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

suite('what is wrong with a field', () => {
  test('is said in one language, whichever it is', () => {
    for (const [variant, { zh }] of Object.entries(outcomes[400].variants).filter(([, { en }]) =>
      en.includes('{field}'),
    )) {
      const said = say(400, 'zh-CN', {
        variant,
        values: { field: 'x', min: 1, max: 2, choices: 'a, b', item: 'c', example: '[1]', signs: '-', type: 'd' },
      })
      assert.match(said, /^请求有误：/)
      assert.ok(!said.includes('…'), `${variant}: ${zh}`)
    }
  })
})
