/** A stroke: a smooth line through these points, in a box 100 wide and 140 high. A corner is where two strokes meet. */
export type Stroke = readonly (readonly [x: number, y: number])[]

// Strokes by their points, apart by a slash.
const drawings = {
  A: '4,140 50,0 / 50,0 96,140 / 21,92 79,92',
  C: '90,26 66,4 34,6 12,38 10,92 30,132 64,138 92,114',
  E: '14,0 14,140 / 14,2 90,2 / 14,68 78,68 / 14,138 92,138',
  F: '16,0 16,140 / 16,2 92,2 / 16,66 78,66',
  H: '12,0 12,140 / 88,0 88,140 / 12,70 88,70',
  J: '74,0 75,60 72,112 48,138 20,132 8,108',
  K: '14,0 14,140 / 90,0 14,84 / 38,58 92,140',
  L: '18,0 18,138 / 18,138 92,138',
  M: '6,140 12,0 / 12,0 50,86 / 50,86 88,0 / 88,0 94,140',
  N: '12,140 12,0 / 12,0 88,140 / 88,140 88,0',
  P: '16,0 16,140 / 16,2 60,2 88,18 88,56 62,74 16,76',
  R: '16,0 16,140 / 16,2 60,2 88,18 88,56 62,74 16,76 / 50,76 94,140',
  T: '4,2 96,2 / 50,2 50,140',
  W: '2,0 26,140 / 26,140 50,46 / 50,46 74,140 / 74,140 98,0',
  X: '8,0 92,140 / 92,0 8,140',
  Y: '6,0 50,70 / 94,0 50,70 / 50,70 50,140',
}

/**
 * Letters that nobody takes for another one, also turned and in a hurry: no B D G I O Q S U V Z. No digits: the markup of
 * a drawing is full of them, and so holds not one character of any answer.
 */
export const glyphs: Readonly<Record<string, readonly Stroke[]>> = Object.fromEntries(
  Object.entries(drawings).map(([letter, drawing]) => [letter, drawing.split(' / ').map(readStroke)]),
)

function readStroke(text: string): Stroke {
  return text.split(' ').map((point) => {
    const [x = '', y = ''] = point.split(',')
    return [Number(x), Number(y)] as const
  })
}

export const alphabet = Object.keys(drawings).join('')
