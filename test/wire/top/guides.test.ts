// Every guide, followed as it is written: its blocks are run in order, in a directory as `npm start` leaves it.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { freePort } from '../../kit/process.ts'
import { newWorld, type World } from '../../kit/world.ts'

const run = promisify(execFile)
const repository = join(import.meta.dirname, '../../..')
const folder = join(repository, 'docs/guides')

interface Block {
  line: number
  language: string
  text: string
}

/** What a guide tells its reader to do. `not-run` behind the language: it needs a browser, another machine or an answer of somebody's. */
function blocksOf(file: string): Block[] {
  const text = readFileSync(join(folder, file), 'utf8')
  return [...text.matchAll(/^```(sh|js|graphql)\n(.*?)^```/gms)].map(({ index, 1: language = '', 2: body = '' }) => ({
    line: text.slice(0, index).split('\n').length,
    language,
    text: body,
  }))
}

const [shell, javascript, somebody] = blocksOf('before-you-begin.md').map(({ text }) => text)

// What comes back from the server is kept, so that a refusal does not look like an answer; guides without -s say more than asked.
const watched = `curl() { command curl --silent --show-error "$@" | tee -a answer; echo >> answer; }
graphql() { curl "$HOST/graphql/v2" -H "authorization: Bearer $MANAGEMENT_TOKEN" -H 'content-type: application/json' -d "$(node -p 'JSON.stringify({ query: require("fs").readFileSync(0, "utf8") })')" ; }`

function scriptOf({ language, text }: Block, file: string): string {
  if (language === 'sh') return text
  if (language === 'graphql') return `graphql <<'END_OF_BLOCK'\n${text}END_OF_BLOCK\n`
  // Ann is there already.
  const known = "const { id: userId } = await admin.users.find({ email: 'ann@example.com' })"
  const own = file === 'before-you-begin.md' ? '' : text
  return `cat > block.mjs <<'END_OF_BLOCK'\n${javascript}${known}\n${own}END_OF_BLOCK\nnode block.mjs\n`
}

/** The codes of everything that was answered, in order; what is no envelope counts as well answered. */
function codesIn(answers: string): number[] {
  return answers.split('\n').flatMap((line) => {
    try {
      const { code, errors } = JSON.parse(line) as { code?: number; errors?: { message: { code: number } }[] }
      return [errors?.[0]?.message.code ?? code ?? 200]
    } catch {
      return []
    }
  })
}

function prepare(world: World): string {
  const place = mkdtempSync(join(tmpdir(), 'menshen-guide-'))
  mkdirSync(join(place, 'data'))
  symlinkSync(join(repository, 'node_modules'), join(place, 'node_modules'))
  const { pool, application } = world.tenant
  const { pool: root } = world.made.root
  const made = {
    userPoolId: pool.id,
    userPoolSecret: pool.secret,
    appId: application.id,
    appSecret: application.secret,
  }
  const whole = { rootUserPoolId: root.id, rootUserPoolSecret: root.secret }
  const hosts = { host: world.origin, appHost: world.origin }
  writeFileSync(join(place, 'data/bootstrap.json'), JSON.stringify({ ...made, ...whole, ...hosts }))
  writeFileSync(join(place, 'ann.mjs'), `${javascript}${somebody}`)
  return place
}

for (const file of readdirSync(folder).filter((name) => blocksOf(name).length > 0))
  test(`${file} works as it is written`, { timeout: 240_000 }, async () => {
    const world = await newWorld()
    const place = prepare(world)
    const env = { PATH: `${join(process.execPath, '..')}:${process.env.PATH}`, HOME: place }
    let script = `set -eu -o pipefail\n${shell}\nUSER_ID=$(node ann.mjs)\n${watched}\n`
    for (const block of blocksOf(file))
      script += `: > answer; echo "line ${block.line}" > step\n${scriptOf(block, file)}\ncat answer >> answers\necho ${block.line} >> answers\n`
    try {
      const local = script
        .replaceAll('http://first-app.localhost:3000', world.origin.replace('127.0.0.1', 'first-app.localhost'))
        .replaceAll('http://127.0.0.1:3000', world.origin)
      await run('bash', ['-c', local], { cwd: place, env, timeout: 200_000 }).catch((error: { stderr?: string }) => {
        assert.fail(`${file}, ${readFileSync(join(place, 'step'), 'utf8')}: ${error.stderr}`)
      })
      const said = codesIn(readFileSync(join(place, 'answers'), 'utf8'))
      // A comment at the end of a line names the refusal that the guide wants to show.
      const promised = blocksOf(file).flatMap(({ text }) =>
        [...text.matchAll(/# (\d{4})$/gm)].map(([, code]) => Number(code)),
      )
      assert.deepEqual(
        said.filter((code) => code !== 200),
        promised,
        readFileSync(join(place, 'answers'), 'utf8'),
      )
    } finally {
      rmSync(place, { recursive: true, force: true })
      await world.close()
    }
  })

for (const file of ['README.md', 'README.zh-CN.md'])
  test(`both scripts of ${file} run as they are written, and a failed sign-in ends neither`, async () => {
    const world = await newWorld()
    const place = prepare(world)
    const [first = '', shop = ''] = [
      ...readFileSync(join(repository, file), 'utf8').matchAll(/^```js\n(.*?)^```/gms),
    ].map(([, text]) => text)
    const port = await freePort()
    writeFileSync(join(place, 'first.mjs'), first)
    writeFileSync(join(place, 'shop.mjs'), shop.replaceAll('4000', String(port)))
    try {
      const { stdout } = await run(process.execPath, ['first.mjs'], { cwd: place })
      assert.match(stdout, /2206\n$/)
      const child = spawn(process.execPath, ['shop.mjs'], { cwd: place, stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'exit')
      try {
        const [said] = (await once(child.stdout, 'data')) as [Buffer]
        const home = /http:\S+\d/.exec(String(said))?.[0] ?? assert.fail(String(said))
        const asked = await fetch(home, { redirect: 'manual' })
        assert.match(asked.headers.get('location') ?? '', /\/oidc\/auth\?/)
        for (const query of [`code=bad&iss=${world.origin}/oidc`, 'error=access_denied', 'code=x', ''])
          assert.equal((await fetch(`${home}/callback?${query}`)).status, 400, query)
        assert.equal((await fetch(home, { redirect: 'manual' })).status, 302)
      } finally {
        child.kill()
        await ended
      }
    } finally {
      rmSync(place, { recursive: true, force: true })
      await world.close()
    }
  })

test('names are spelled in one way', () => {
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8')
    const others = [...text.matchAll(/\$(TOKEN|POOL|ORIGIN|SECRET|POOLID|HOSTNAME)\b/g)].map(([name]) => name)
    assert.deepEqual(
      others.filter((name) => !text.includes(`${name.slice(1)}=`)),
      [],
      file,
    )
  }
})
