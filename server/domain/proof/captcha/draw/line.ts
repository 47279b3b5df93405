import type { Stroke } from './alphabet.ts'

export type Point = [x: number, y: number]

/** A fine polyline along the Catmull-Rom spline through the points of a stroke. */
export function smooth(stroke: Stroke, steps = 12): Point[] {
  const at = (index: number) => stroke[Math.min(Math.max(index, 0), stroke.length - 1)] as Point
  const line: Point[] = [[...at(0)]]
  for (let index = 0; index < stroke.length - 1; index++)
    for (let step = 1; step <= steps; step++) {
      const t = step / steps
      const axis = (k: 0 | 1) => spline(at(index - 1)[k], at(index)[k], at(index + 1)[k], at(index + 2)[k], t)
      line.push([axis(0), axis(1)])
    }
  return line
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3)
}

function lengthOf(line: Point[]): number {
  return line.reduce((sum, point, index) => sum + (index ? distance(line[index - 1] as Point, point) : 0), 0)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** `count` points along a line, evenly spaced, its ends included. */
function resample(line: Point[], count: number): Point[] {
  const step = lengthOf(line) / (count - 1)
  const points: Point[] = [line[0] as Point]
  let walked = 0
  for (let index = 1; index < line.length && points.length < count - 1; index++) {
    const [from, to] = [line[index - 1] as Point, line[index] as Point]
    const part = distance(from, to)
    while (points.length < count - 1 && walked + part >= step * points.length) {
      const share = part === 0 ? 0 : (step * points.length - walked) / part
      points.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
    }
    walked += part
  }
  while (points.length < count) points.push(line.at(-1) as Point)
  return points
}

/** The line that runs beside another one, at this distance to its left. */
export function beside(line: Point[], away: number): Point[] {
  return line.map((point, index) => {
    const [from, to] = [line[Math.max(index - 1, 0)] as Point, line[Math.min(index + 1, line.length - 1)] as Point]
    const length = distance(from, to) || 1
    return [point[0] + ((to[1] - from[1]) / length) * away, point[1] - ((to[0] - from[0]) / length) * away]
  })
}

/** Points of each piece, its ends included. */
const pointsOfPiece = 4

/**
 * Cuts lines into exactly `total` pieces of much the same length and exactly four points: how many strokes there were,
 * and of which kind, cannot be counted in the result.
 */
export function cut(lines: Point[][], total: number): Point[][] {
  const lengths = lines.map(lengthOf)
  const counts = lengths.map(() => 1)
  for (let given = lines.length; given < total; given++) {
    const pieces = lengths.map((length, index) => length / (counts[index] as number))
    const longest = pieces.indexOf(Math.max(...pieces))
    counts[longest] = (counts[longest] as number) + 1
  }
  return lines.flatMap((line, index) => {
    const count = counts[index] as number
    const points = resample(line, count * (pointsOfPiece - 1) + 1)
    return Array.from({ length: count }, (_, piece) =>
      points.slice(piece * (pointsOfPiece - 1), (piece + 1) * (pointsOfPiece - 1) + 1),
    )
  })
}
