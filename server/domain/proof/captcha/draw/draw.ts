import { glyphs } from './alphabet.ts'
import { createDice, type Dice } from './dice.ts'
import { beside, cut, type Point, smooth } from './line.ts'

const width = 1600
const height = 600
const glyphPieces = 100
const noisePieces = 24

/** The strokes of one character in its place, each turned, slanted, scaled and moved a little. */
function place(character: string, centre: number, size: number, dice: Dice): Point[][] {
  const angle = dice.between(-0.24, 0.24)
  const slant = dice.between(-0.18, 0.18)
  const [wide, high] = [size * dice.between(0.88, 1.05), size * dice.between(0.9, 1.1)]
  const [x0, y0] = [centre + dice.between(-18, 18), height / 2 + dice.between(-45, 45)]
  const move = ([x, y]: Point): Point => {
    const [u, v] = [(x - 50) * wide, (y - 70) * high]
    const leaned = u - v * slant
    return [x0 + leaned * Math.cos(angle) - v * Math.sin(angle), y0 + leaned * Math.sin(angle) + v * Math.cos(angle)]
  }
  return (glyphs[character] ?? []).map((stroke) =>
    smooth(stroke.map(([x, y]) => [x + dice.between(-4, 4), y + dice.between(-4, 4)] as const)).map(move),
  )
}

/** A wave right across the image. */
function wave(dice: Dice): Point[] {
  const [from, to] = [dice.between(110, 490), dice.between(110, 490)]
  const [swing, turns, phase] = [dice.between(35, 85), dice.between(5, 9), dice.between(0, 6)]
  return Array.from({ length: 60 }, (_, index) => {
    const t = index / 59
    return [30 + t * 1540, from + (to - from) * t + swing * Math.sin(phase + turns * t)]
  })
}

/** A short stroke, like a part of a character. */
function scratch(dice: Dice): Point[] {
  const [x, y] = [dice.between(60, 1540), dice.between(50, 550)]
  const [length, angle] = [dice.between(50, 110), dice.between(0, 6.3)]
  return smooth([
    [x, y],
    [x + dice.between(-20, 20) + (length / 2) * Math.cos(angle), y + (length / 2) * Math.sin(angle)],
    [x + length * Math.cos(angle), y + length * Math.sin(angle)],
  ])
}

/** The paper itself is not flat. */
function warp(dice: Dice): (point: Point) => Point {
  const [a, b] = [dice.between(0, 6.3), dice.between(0, 6.3)]
  const [i, j] = [dice.between(10, 22), dice.between(12, 26)]
  return ([x, y]) => [x + i * Math.sin(y / 90 + a), y + j * Math.sin(x / 170 + b)]
}

/**
 * Draws an answer of four or five characters as an SVG of 160 by 60. Everything, noise included, is 124 polylines of four
 * points in chance order and one style: the markup is the same for every answer except the numbers, so a program has
 * to look at the picture as a person does. It brings its own background and is readable on light and dark pages.
 */
export function drawCaptcha(answer: string, dice: Dice = createDice()): string {
  const step = (width - 160) / answer.length
  const size = Math.min(step / 136, 2.5)
  const lines = [...answer].flatMap((character, index) => place(character, 80 + step * (index + 0.5), size, dice))
  // What is to be read is drawn twice, side by side: bolder than the noise for an eye, the same in the markup.
  const bold = lines.flatMap((line) => [beside(line, 8), beside(line, -8)])
  const noise = [wave(dice), wave(dice), ...Array.from({ length: 5 }, () => scratch(dice))]
  const pieces = dice.shuffled([...cut(bold, glyphPieces), ...cut(noise, noisePieces)])
  const bend = warp(dice)
  const coordinates = (point: Point) => {
    const [x, y] = bend(point)
    return `${Math.round(x + dice.between(-3, 3))},${Math.round(y + dice.between(-3, 3))}`
  }
  const drawn = pieces.map((piece) => {
    const points = dice.between(0, 2) < 1 ? piece : piece.toReversed()
    return `<polyline points="${points.map(coordinates).join(' ')}"/>`
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60" viewBox="0 0 ${width} ${height}">` +
    '<style>@media(prefers-color-scheme:dark){rect{fill:#20262e}g{stroke:#e8e3d8}}</style>' +
    `<rect width="${width}" height="${height}" rx="60" fill="#f3efe6"/>` +
    '<g fill="none" stroke="#27313d" stroke-width="19" stroke-linecap="round" stroke-linejoin="round">' +
    `${drawn.join('')}</g></svg>`
  )
}
