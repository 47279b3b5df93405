import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheet, zip } from '../../../test/kit/sheet.ts'
import { type Cell, readSheet, UnreadableSheet } from './read-sheet.ts'
import { readXml } from './read-xml.ts'

const bounds = { columns: 100, characters: 262_144, time: 20_000 }

async function rowsOf(file: Buffer, signal?: AbortSignal): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const row of readSheet(file, bounds, signal)) rows.push(row)
  return rows
}

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

test('cells are read that have no place of their own, and letters beyond the first plane', async () => {
  const rows = `<row>${inline('name')}${inline('b')}</row><row><c r="B2"><v>1</v></c></row><row>${inline('&#134071;&#x1F600;&amp;')}<c/><c><v>3</v></c></row>`
  assert.deepEqual(await rowsOf(sheet(rows)), [
    ['name', 'b'],
    [null, 1],
    ['\u{20bb7}\u{1f600}&', null, 3],
  ])
})

test('shared, rich, spoken and calculated texts, switches, errors and dates are read', async () => {
  const strings =
    '<x:sst xmlns:x="m"><x:si><x:t>王</x:t><x:phoneticPr/><x:rPh sb="0"><x:t>ワン</x:t></x:rPh></x:si><x:si><x:r><x:t>a </x:t></x:r><x:r><x:t>b</x:t></x:r></x:si></x:sst>'
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/><numFmt numFmtId="171" formatCode="0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
  const cells =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><f>"x"&amp;"y"</f><v>xy</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" s="1"><v>44319</v></c><c r="G1" s="2"><v>44319.5</v></c><c r="H1" s="3"><v>4</v></c><c r="I1"><v>1.38E10</v></c><c r="J1" t="d"><v>2021-05-03T00:00:00Z</v></c><c r="K1" t="inlineStr"><is><t>a_x000D_b</t></is></c></row>'
  const parts = [
    { name: 'xl/sharedStrings.xml', content: strings },
    { name: 'xl/styles.xml', content: styles },
  ]
  const third = new Date('2021-05-03T00:00:00Z')
  assert.deepEqual(await rowsOf(sheet(cells, parts)), [
    ['王', 'a b', 'xy', true, null, third, new Date('2021-05-03T12:00:00Z'), 4, 13_800_000_000, third, 'a\rb'],
  ])
})

test('what is cut between any two bytes is read the same', async () => {
  const xml = Buffer.from('<a b="x>y"><!-- > --><c>1&#134071;2&amp;</c><![CDATA[<&]]></a>')
  const read = async (size: number) => {
    const pieces = async function* () {
      for (let at = 0; at < xml.length; at += size) yield xml.subarray(at, at + size)
    }
    let told = ''
    for await (const events of readXml(pieces()))
      for (const event of events) told += event.kind === 'text' ? event.text : `[${event.kind} ${event.name}]`
    return told
  }
  for (let size = 1; size <= xml.length; size++)
    assert.equal(await read(size), '[open a][open c]1\u{20bb7}2&[close c]<&[close a]', `pieces of ${size}`)
})

test('what unpacks to too much is refused by its directory, and where that lies as soon as it shows', async () => {
  const spaces = Buffer.alloc(20_000_000, ' ')
  const bomb = (claims?: number) =>
    zip([
      { name: 'xl/workbook.xml', content: '<workbook><sheets><sheet/></sheets></workbook>' },
      { name: 'xl/worksheets/sheet1.xml', content: spaces, ...(claims !== undefined && { claims }) },
    ])
  await assert.rejects(rowsOf(bomb()), /it unpacks to too much/)
  await assert.rejects(rowsOf(bomb(0xffffffff)), /it unpacks to too much/)
  await assert.rejects(rowsOf(bomb(100_000)), /more than it says/)
  const many = Array.from({ length: 300 }, (_, at) => ({ name: `xl/${at}`, content: 'x', claims: 900_000 }))
  await assert.rejects(rowsOf(zip(many)), /too much/)
})

test('cells at the end of the world cost nothing, and headings there are refused', async () => {
  const far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
  assert.deepEqual(await rowsOf(sheet(far)), [[1]])
  await assert.rejects(rowsOf(sheet('<row><c r="XFD1"><v>2</v></c></row>')), /more than 100 columns/)
  await assert.rejects(rowsOf(sheet('<row><c r="1A"><v>2</v></c></row>')), UnreadableSheet)
})

test('nothing goes on when nobody waits for it, nor for longer than is allowed', async () => {
  const rows = `<row>${inline('a')}</row>`.repeat(50_000)
  const left = new AbortController()
  left.abort(new Error('gone'))
  await assert.rejects(rowsOf(sheet(rows), left.signal), /gone/)
  await assert.rejects(async () => {
    for await (const _ of readSheet(sheet(rows), { ...bounds, time: 0 }));
  }, /too long/)
})

test('what is no spreadsheet is refused', async () => {
  const texts = [`<row>${inline('&#xD800;')}</row>`, `<row><c><v>${'1'.repeat(300_000)}</v></c></row>`, '<!DOCTYPE a>']
  for (const text of texts) await assert.rejects(rowsOf(sheet(text)), UnreadableSheet)
  const cut = { name: 'xl/worksheets/sheet1.xml', content: '<worksheet><sheetData><row><c' }
  await assert.rejects(rowsOf(zip([{ name: 'xl/workbook.xml', content: '<workbook/>' }, cut])), UnreadableSheet)
  for (const file of [Buffer.alloc(0), Buffer.from('PK'), zip([]), sheet('').subarray(0, 200)])
    await assert.rejects(rowsOf(file), UnreadableSheet)
})
