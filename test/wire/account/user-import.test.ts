import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { suite, test } from 'node:test'
import { hash as bcrypt } from '@node-rs/bcrypt'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { writeSheet } from '#platform/xlsx/write-sheet.ts'
import { sendUdf } from '../../kit/custom-data.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { sheet, zip } from '../../kit/sheet.ts'
import { until } from '../../kit/until.ts'
import { accepted, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

interface Progress {
  id: string
  status: string
  total: number
  done: number
  created: number
  refused: number
}

suite('files of people', async () => {
  const world = await newWorld()
  const { origin, tenant, database } = world
  const token = await managementToken(world)
  const speaking = { tenant, token, lang: 'en-US' }

  async function upload(name: string, content: string | Buffer, as = speaking): Promise<Outcome> {
    const body = new FormData()
    body.set('file', new Blob([Buffer.from(content)]), name)
    const headers = {
      'x-authing-app-id': as.tenant.application.id,
      'x-authing-lang': as.lang,
      authorization: `Bearer ${as.token}`,
    }
    const response = await fetch(`${origin}/api/v2/users/import`, { method: 'POST', headers, body })
    return { ...((await response.json()) as Outcome), door: 'REST V2' }
  }

  const progressOf = async (id: string) =>
    accepted<Progress>(await rest(origin, 'GET', `/api/v2/users/import/${id}`, undefined, speaking))

  async function finished(outcome: Outcome): Promise<Progress> {
    const { id } = accepted<Progress>(outcome)
    return until(async () => {
      const progress = await progressOf(id)
      return progress.status === 'done' ? progress : null
    })
  }

  async function refusedRows(id: string, lang = 'en-US') {
    const path = `/api/v2/users/import/${id}/refused`
    return accepted<{ totalCount: number; list: { row: number; code: number; message: string }[] }>(
      await rest(origin, 'GET', path, undefined, { ...speaking, lang }),
    )
  }

  async function exported(format: string): Promise<Buffer> {
    const headers = { 'x-authing-app-id': tenant.application.id, authorization: `Bearer ${token}` }
    const response = await fetch(`${origin}/api/v2/users/export?format=${format}`, { headers })
    assert.equal(response.status, 200)
    return Buffer.from(await response.arrayBuffer())
  }

  test('CSV: who can be made is made, and each other row is reported with its reason', async () => {
    const file = [
      '\ufeffusername,email,phone,nickname,password,emailVerified',
      'csv-one,One@Example.com,13800000001,"Zhang, ""San""",correct horse,true',
      'csv-two,not-an-address,,,,',
      'csv-one,,,,,',
      ",,,nobody's,,",
      'csv-three,,,=1+1,,',
    ].join('\n')
    const progress = await finished(await upload('people.csv', file))
    assert.deepEqual([progress.total, progress.done, progress.created, progress.refused], [5, 5, 2, 3])
    const { totalCount, list } = await refusedRows(progress.id)
    assert.equal(totalCount, 3)
    assert.deepEqual(
      list.map(({ row, code }) => [row, code]),
      [
        [2, 2204],
        [3, 2026],
        [4, 2028],
      ],
    )
    const chinese = await refusedRows(progress.id, 'zh-CN')
    assert.match(chinese.list[0]?.message ?? '', /\p{Script=Han}/u)
    const { rows } = await database.pool.query(
      "SELECT username, email, phone, email_verified, profile ->> 'nickname' AS nickname FROM user_account WHERE username LIKE 'csv-%' ORDER BY username",
    )
    assert.deepEqual(rows, [
      {
        username: 'csv-one',
        email: 'one@example.com',
        phone: '13800000001',
        email_verified: true,
        nickname: 'Zhang, "San"',
      },
      { username: 'csv-three', email: null, phone: null, email_verified: false, nickname: '=1+1' },
    ])
    const input = { username: 'csv-one', password: sealed(world, 'correct horse') }
    accepted(await send(world, 'loginByUsername', { input }))
    assert.deepEqual((await database.pool.query('SELECT FROM import_row')).rowCount, 0)
  })

  test('hashes of passwords are taken as they are, and no absurd ones', async () => {
    const rows = [
      { username: 'json-one', passwordHash: await bcrypt('correct horse', { cost: 5 }) },
      { username: 'json-two', passwordHash: '$2b$31$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234' },
    ]
    const progress = await finished(await upload('people.json', JSON.stringify(rows)))
    assert.deepEqual(
      (await refusedRows(progress.id)).list.map(({ code }) => code),
      [400],
    )
    accepted(
      await send(world, 'loginByUsername', {
        input: { username: 'json-one', password: sealed(world, 'correct horse') },
      }),
    )
  })

  test('XLSX', async () => {
    async function* rows() {
      yield ['username', 'nickname', 'phone']
      yield ['xlsx-one', '<b>&"王"', "'+8613800000009"]
    }
    const chunks: Buffer[] = []
    for await (const chunk of Readable.from(writeSheet('people', rows()))) chunks.push(chunk)
    const progress = await finished(await upload('people.xlsx', Buffer.concat(chunks)))
    assert.deepEqual([progress.created, progress.refused], [1, 0])
    const { rows: made } = await database.pool.query(
      "SELECT profile ->> 'nickname' AS nickname, phone FROM user_account WHERE username = 'xlsx-one'",
    )
    assert.deepEqual(made, [{ nickname: '<b>&"王"', phone: '13800000009' }])
  })

  const nicknames = async (like: string) =>
    (
      await database.pool.query<{ username: string; nickname: string | null; phone: string | null }>(
        "SELECT username, profile ->> 'nickname' AS nickname, phone FROM user_account WHERE username LIKE $1 ORDER BY 1",
        [like],
      )
    ).rows.map(({ username, nickname, phone }) => [username, nickname, phone])

  test('XLSX of other writers: cells without a place, rare letters, empty rows that are no rows', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const rows = [
      `<row>${cell('username')}${cell('nickname')}${cell('phone')}</row>`,
      `<row r="4">${cell('odd-one')}${cell('&#134071;野家 &#128512;')}<c><v>13800000031</v></c></row>`,
      `<row r="9">${cell(' ')}${cell('')}</row>`,
      `<row r="1048576">${cell('odd-two')}<c r="XFD1048576"><v>1</v></c></row>`,
    ]
    const progress = await finished(await upload('odd.xlsx', sheet(rows.join(''))))
    assert.deepEqual([progress.total, progress.created, progress.refused], [2, 2, 0])
    assert.deepEqual(await nicknames('odd-%'), [
      ['odd-one', '\u{20bb7}野家 \u{1f600}', '13800000031'],
      ['odd-two', null, null],
    ])
  })

  test('XLSX that unpacks to more than it may is refused at once, by its directory or where that lies', async () => {
    const spaces = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(20_000_000, ' ') }
    const workbook = { name: 'xl/workbook.xml', content: '<workbook/>' }
    for (const part of [spaces, { ...spaces, claims: 1_000 }, { ...spaces, content: '', claims: 4_000_000_000 }])
      refused(await upload('bomb.xlsx', zip([workbook, part])), 400)
    const { rows } = await database.pool.query("SELECT FROM import_job WHERE file_name = 'bomb.xlsx'")
    assert.equal(rows.length, 0)
    accepted(
      await upload(
        'after.xlsx',
        sheet('<row><c t="str"><v>username</v></c></row><row><c t="str"><v>after</v></c></row>'),
      ),
    )
  })

  test('CSV as spreadsheets on Chinese Windows save it; rows of commas alone are no rows', async () => {
    const name = Buffer.from([0xd5, 0xc5, 0xce, 0xb0])
    const file = Buffer.concat([Buffer.from('username,nickname\r\n,\r\ngbk-one,'), name, Buffer.from('\r\n,\r\n')])
    const progress = await finished(await upload('gbk.csv', file))
    assert.deepEqual([progress.total, progress.created, progress.refused], [1, 1, 0])
    assert.deepEqual(await nicknames('gbk-%'), [['gbk-one', '张伟', null]])
    const json = Buffer.concat([Buffer.from('[{"username":"gbk-two","nickname":"'), name, Buffer.from('"}]')])
    await finished(await upload('gbk.json', json))
    assert.deepEqual((await nicknames('gbk-two'))[0]?.[1], '张伟')
    for (const ending of ['csv', 'json']) {
      const outcome = await upload(`none.${ending}`, Buffer.from([0x75, 0x0a, 0x75, 0xff, 0xff]))
      refused(outcome, 400)
      assert.match(outcome.message, /line 2/)
    }
  })

  test('custom fields come in, and go out in every format', async () => {
    for (const [key, dataType] of Object.entries({ school: 'STRING', age: 'NUMBER', tags: 'OBJECT', born: 'DATETIME' }))
      accepted(await sendUdf(world, 'setUdf', { key, dataType, label: key }, speaking))
    const file = [
      'username,customData.school,customData.age,customData.tags,customData.born',
      'own-one,=Tsinghua,20,"{""a"":[1]}",2021-05-03T00:00:00Z',
      'own-two,,twenty,,',
      'own-three,,,,',
    ].join('\n')
    const progress = await finished(await upload('own.csv', file))
    assert.deepEqual([progress.created, (await refusedRows(progress.id)).list.map(({ row }) => row)], [2, [2]])
    const row = { username: 'own-four', 'customData.age': 4, 'customData.tags': ['b'] }
    assert.equal((await finished(await upload('own.json', JSON.stringify([row])))).created, 1)
    refused(await upload('own.csv', 'username,customData.shoe\nown-five,44\n'), 400)

    const list = JSON.parse((await exported('json')).toString()) as Record<string, unknown>[]
    const [one, four] = ['own-one', 'own-four'].map((name) => list.find(({ username }) => username === name))
    assert.deepEqual(
      [one?.['customData.school'], one?.['customData.age'], one?.['customData.tags'], one?.['customData.born']],
      ['=Tsinghua', 20, { a: [1] }, Date.UTC(2021, 4, 3)],
    )
    assert.deepEqual([four?.['customData.age'], four?.['customData.tags']], [4, ['b']])
    const table = parse(await exported('csv'), { bom: true, columns: true }) as Record<string, string>[]
    const cells = table.find(({ username }) => username === 'own-one')
    assert.deepEqual([cells?.['customData.school'], cells?.['customData.tags']], ["'=Tsinghua", '{"a":[1]}'])
  })

  test('an export has everybody once, and no text that a spreadsheet would run', async () => {
    // In full width as well: where people write Chinese, spreadsheets read it as the same.
    const formulas = ['+1', '-1', '@a', '＝1+1', '＋1', '－1', '＠a']
    const people = formulas.map((company, at) => ({ username: `formula-${at}`, company }))
    assert.equal((await finished(await upload('formulas.json', JSON.stringify(people)))).created, formulas.length)
    const { rows } = await database.pool.query('SELECT id FROM user_account WHERE user_pool_id = $1 ORDER BY id', [
      tenant.pool.id,
    ])
    const ids = rows.map(({ id }) => id)
    const table = parse(await exported('csv'), { bom: true, columns: true }) as Record<string, string>[]
    assert.deepEqual(
      table.map(({ id }) => id),
      ids,
    )
    assert.equal(table.find(({ username }) => username === 'csv-three')?.nickname, "'=1+1")
    assert.deepEqual(
      table.flatMap(({ username, company }) => (username?.startsWith('formula-') ? company : [])).sort(),
      formulas.map((text) => `'${text}`).sort(),
    )
    const list = JSON.parse((await exported('json')).toString()) as Record<string, unknown>[]
    assert.deepEqual(
      list.map(({ id }) => id),
      ids,
    )
    assert.ok(list.every((person) => !('password' in person) && !('token' in person)))
    const sheet = await readSheet(await exported('xlsx'))
    assert.deepEqual(
      sheet.slice(1).map(([id]) => id),
      ids,
    )
    assert.ok(sheet.flat().includes("'=1+1"))
  })

  test('an export can be read in by another pool', async () => {
    const other = await world.addTenant('import-other')
    const as = { tenant: other, token: await managementToken(world, other), lang: 'en-US' }
    for (const [key, dataType] of Object.entries({ school: 'STRING', age: 'NUMBER', tags: 'OBJECT', born: 'DATETIME' }))
      accepted(await sendUdf(world, 'setUdf', { key, dataType, label: key }, as))
    const { id, total } = accepted<Progress>(await upload('users.csv', await exported('csv'), as))
    const progress = await until(async () => {
      const read = accepted<Progress>(await rest(origin, 'GET', `/api/v2/users/import/${id}`, undefined, as))
      return read.status === 'done' ? read : null
    })
    assert.deepEqual([progress.created, progress.refused], [total, 0])
    refused(await rest(origin, 'GET', `/api/v2/users/import/${id}`, undefined, speaking), 400)
  })

  test('a job that was left in the middle is taken up; one whose file never came whole has failed', async () => {
    const { seal } = world.app.domain.ports
    const job = (id: string, status: string) =>
      database.pool.query(
        `INSERT INTO import_job (user_pool_id, id, file_name, status, total, created_at, expires_at)
         VALUES ($1, $2, 'left.csv', $3, 3, now(), now() + interval '1 day')`,
        [tenant.pool.id, id, status],
      )
    /** As a process leaves it that is gone: its lease is over. */
    const leave = async (id: string) => {
      await database.pool.query(
        `INSERT INTO job (user_pool_id, kind, id, payload, attempts, attempts_left, running, due_at, created_at)
         VALUES ($1, 'user-import', $2, '{}', 1, 29, true, now() - interval '1 second', now())`,
        [tenant.pool.id, id],
      )
      database.notices.deliver('job:user-import')
    }
    const row = (id: string, number: number) =>
      database.pool.query('INSERT INTO import_row VALUES ($1, $2, $3, $4)', [
        tenant.pool.id,
        id,
        number,
        seal.close('import row', JSON.stringify({ username: `${id}-${number}` })),
      ])
    await job('cut', 'reading')
    await row('cut', 1)
    await leave('cut')
    await until(async () => (await progressOf('cut')).status === 'failed')
    assert.equal((await database.pool.query("SELECT FROM user_account WHERE username LIKE 'cut-%'")).rowCount, 0)
    assert.equal((await database.pool.query("SELECT FROM import_row WHERE job_id = 'cut'")).rowCount, 0)
    // Two of three rows are left: the first was dealt with before.
    await job('left', 'running')
    for (const number of [2, 3]) await row('left', number)
    await leave('left')
    const left = await until(async () => {
      const progress = await progressOf('left')
      return progress.status === 'done' ? progress : null
    })
    assert.deepEqual([left.done, left.created], [3, 3])
    const made = await database.pool.query("SELECT username FROM user_account WHERE username LIKE 'left-%' ORDER BY 1")
    assert.deepEqual(made.rows, [{ username: 'left-2' }, { username: 'left-3' }])
  })

  test('what is no file of people is refused, and nothing is left of it', async () => {
    for (const [name, content] of [
      ['people.txt', 'username\na'],
      ['people.csv', 'username,userPoolId2\na,b'],
      ['people.csv', 'username,username\na,b'],
      ['people.csv', 'username\n"a'],
      ['people.csv', ''],
      ['people.json', '[{"username":"a"},'.concat('{"username":')],
      ['people.json', '"a"'],
      ['people.xlsx', 'PK not a spreadsheet'],
    ] as const)
      refused(await upload(name, content), 400)
    refused(await rest(origin, 'POST', '/api/v2/users/import', {}, speaking), 415)
    refused(await rest(origin, 'GET', '/api/v2/users/export?format=pdf', undefined, speaking), 400)
    const person = await registerPerson(world)
    refused(await upload('people.csv', 'username\na', { ...speaking, token: person.token }), 1001)
    refused(await rest(origin, 'GET', '/api/v2/users/export', undefined, { tenant }), 2020)
    const { rows } = await database.pool.query("SELECT FROM import_job WHERE status IN ('reading', 'running')")
    assert.equal(rows.length, 0)
  })
})
