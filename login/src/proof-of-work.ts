/**
 * Solves a proof of work in any browser: no worker and no WebCrypto, which plain http pages do not have. Looks in
 * slices and gives the page its turn in between.
 */
export async function solveProofOfWork(challenge: string, pause = nextTask, slice = 20_000): Promise<string> {
  const [id = '', , difficulty = ''] = challenge.split('.')
  const bits = Number(difficulty)
  for (let nonce = 0; ; ) {
    for (const end = nonce + slice; nonce < end; nonce++)
      if (leadingZeroBits(`${id}.${nonce}`) >= bits) return String(nonce)
    await pause()
  }
}

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** The first 32 bits of the fractional parts of the `root`-th roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractions(count: number, root: number): Int32Array {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false
    if (prime) found.push(candidate ** (1 / root))
  }
  return Int32Array.from(found, (value) => ((value - Math.floor(value)) * 2 ** 32) | 0)
}

const constants = fractions(64, 3)
const initial = fractions(8, 2)
const words = new Int32Array(64)
const state = new Int32Array(2)

/** How many zero bits SHA-256 of a text begins with; at most 64 are counted. ASCII, at most 55 characters: one block. */
export function leadingZeroBits(text: string): number {
  words.fill(0, 0, 16)
  for (let index = 0; index < text.length; index++) put(index, text.charCodeAt(index))
  put(text.length, 0x80)
  words[15] = text.length * 8
  compress()
  const first = Math.clz32(state[0] as number)
  return first < 32 ? first : 32 + Math.clz32(state[1] as number)
}

function put(index: number, byte: number): void {
  words[index >> 2] = (words[index >> 2] as number) | (byte << (24 - (index & 3) * 8))
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by))
}

/** FIPS 180-4, 6.2.2, for the one block in `words`; the digest begins with `state` afterwards. */
function compress(): void {
  for (let t = 16; t < 64; t++) {
    const a = words[t - 15] as number
    const b = words[t - 2] as number
    const small = (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))
    words[t] = (words[t - 16] as number) + (words[t - 7] as number) + small
  }
  // Written out: taking the eight apart by iteration halves the speed.
  let a = initial[0] as number
  let b = initial[1] as number
  let c = initial[2] as number
  let d = initial[3] as number
  let e = initial[4] as number
  let f = initial[5] as number
  let g = initial[6] as number
  let h = initial[7] as number
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g)
    const one =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[t] as number) + (words[t] as number)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  // The other six words of the digest are never looked at.
  state[0] = (initial[0] as number) + a
  state[1] = (initial[1] as number) + b
}
