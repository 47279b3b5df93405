/** What the bytes of a picture say of it. */
export interface Measured {
  width: number
  height: number
  /** What of the bytes shows the picture: neither what is said about it, nor what follows its end. */
  parts: Buffer[]
}
