import assert from 'node:assert/strict'
import { test } from 'node:test'
import { captchaTries } from '../issue-captcha.ts'
import { alphabet } from './alphabet.ts'
import { createDice } from './dice.ts'
import { drawCaptcha } from './draw.ts'

const dice = createDice()
const pick = () => alphabet[Math.floor(dice.between(0, alphabet.length))]
const answers = Array.from({ length: 1_000 }, (_, index) => Array.from({ length: 4 + (index % 2) }, pick).join(''))
const images = answers.map((answer) => ({ answer, svg: drawCaptcha(answer) }))

/** What is left of the markup without the numbers in the drawing. */
const skeleton = (svg: string) => svg.replaceAll(/points="[^"]*"/g, 'points=""')

/** Walks through the tags; throws where they do not nest or an attribute is not quoted. */
function assertWellFormed(svg: string) {
  const open: string[] = []
  let rest = svg
  while (rest !== '') {
    const [tag, slash, name, end] = /^<(\/?)([a-z]+)(?: [\w:-]+="[^"<&]*")*(\/?)>[^<]*/.exec(rest) ?? assert.fail(rest)
    if (slash) assert.equal(open.pop(), name)
    else if (!end) open.push(name as string)
    rest = rest.slice(tag.length)
  }
  assert.deepEqual(open, [])
}

test('the alphabet has no two letters that look alike, and enough of them', () => {
  for (const pair of ['CG', 'DO', 'EB', 'IJ', 'IL', 'OQ', 'PB', 'RB', 'UV', 'VY', 'NZ'])
    assert.ok([...pair].filter((letter) => alphabet.includes(letter)).length < 2, pair)
  assert.match(alphabet, /^[A-Z]+$/)
  assert.ok(captchaTries / alphabet.length ** 4 < 1 / 10_000, 'the chance to guess the shorter kind')
})

test('an image is one well-formed SVG of bounded size, without text', () => {
  for (const { svg } of images) {
    assertWellFormed(svg)
    assert.ok(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60" '))
    assert.ok(svg.length < 8_000, `${svg.length} bytes`)
    assert.ok(!/<(text|title|desc|script|a|image|use)\b| (id|class|href|on\w+|aria-\w+)=/.test(svg))
  }
})

test('the markup is the same for every answer but for the numbers', () => {
  assert.equal(new Set(images.map(({ svg }) => skeleton(svg))).size, 1)
})

test('no attribute that differs holds any character of the answer', () => {
  for (const { answer, svg } of images) {
    const drawn = [...svg.matchAll(/points="([^"]*)"/g)].map(([, points = '']) => points)
    assert.equal(drawn.length, 124)
    for (const points of drawn) assert.match(points, /^-?\d+,-?\d+( -?\d+,-?\d+){3}$/)
    assert.ok(!drawn.join('').includes(answer))
    assert.ok([...answer].every((letter) => !drawn.some((points) => points.toUpperCase().includes(letter))))
  }
})

test('where a character stands in the image says nothing about where its lines stand in the markup', () => {
  // The mean place in the markup of what is drawn on the left and on the right, over many images, is the same.
  const places = { left: [] as number[], right: [] as number[] }
  for (const { svg } of images)
    for (const [index, match] of [...svg.matchAll(/points="(-?\d+)/g)].entries())
      places[Number(match[1]) < 800 ? 'left' : 'right'].push(index)
  const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  assert.ok(Math.abs(mean(places.left) - mean(places.right)) < 2)
})

test('the same answer is drawn anew each time', () => {
  const drawn = new Set(Array.from({ length: 50 }, () => drawCaptcha('ATCE')))
  assert.equal(drawn.size, 50)
})

test('everything to be read lies inside the image', () => {
  for (const { svg } of images) {
    const numbers = [...svg.matchAll(/(-?\d+),(-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
    const outside = numbers.filter(([x, y]) => x < 0 || x > 1600 || y < 0 || y > 600)
    assert.ok(outside.length <= 16, `${outside.length} points outside`)
  }
})

test('it brings its own background, with a contrast above 7 to 1 in both themes', () => {
  const svg = images[0]?.svg ?? ''
  const fills = [...svg.matchAll(/fill="?:?(#\w{6})|rect\{fill:(#\w{6})/g)].map(([, a, b]) => a ?? b ?? '').sort()
  const strokes = [...svg.matchAll(/stroke="(#\w{6})"|stroke:(#\w{6})/g)].map(([, a, b]) => a ?? b ?? '').sort()
  const [dark, light] = fills as [string, string]
  const [darkInk, lightInk] = strokes as [string, string]
  assert.ok(contrast(light, darkInk) > 7)
  assert.ok(contrast(dark, lightInk) > 7)
})

/** WCAG 2.2: contrast ratio. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
