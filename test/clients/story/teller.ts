/**
 * Has a client do something, by the name of its method in JavaScript, and gives the data of the answer; fails unless it was done. Of a method
 * that the client does not have, or cannot send, an empty object. Where a method takes no object but arguments, they are a list.
 */
// biome-ignore lint/suspicious/noExplicitAny: answers are read by the stories as clients' programs read them, and asserted there
export type Tell = (method: string, args?: object) => Promise<any>

/** What a story about people needs besides the words of one client. */
export interface Stage {
  /** As the administrator. */
  manage: Tell
  /** As whoever has entered last. */
  self: Tell
  appId: string
  appSecret: string
  /** Whose half of a sign-in, or whole one, `self` has from now on; left out: nobody's. */
  become(token?: string): Promise<void>
  /** The code in the newest mail to an address. */
  mailed(email: string): Promise<string>
  /** The code in the newest text to a number of China. */
  texted(phone: string): string
  /** The code that an authenticator app shows. */
  codeOf(secret: string): string
  passSeconds(seconds: number): void
  /** What not every official client does: somebody's real name is proven, a tenant made, the id of a post read. */
  proveRealName(userId: string): Promise<void>
  makeTenant(): Promise<string>
  idOfPost(code: string): Promise<string>
}
