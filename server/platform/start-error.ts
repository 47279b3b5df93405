/**
 * The process cannot start (or cannot go on) for a reason that the operator can mend.
 * `message` is one line and names the mend; the one who catches it prints that line without a stack and exits non-zero.
 */
export class StartError extends Error {
  override readonly name = 'StartError'

  constructor(message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\s*\n\s*/g, ' ').trim(), options)
  }
}
