/**
 * Has a client do something, by the name of its method in JavaScript, and gives the data of the answer; fails unless it was done. Of a method
 * that the client does not have, an empty object.
 */
// biome-ignore lint/suspicious/noExplicitAny: answers are read by the stories as clients' programs read them, and asserted there
export type Tell = (method: string, args?: object) => Promise<any>
