// A browser as far as signing in needs one: cookies by path, redirects by hand, and the sign-in page's own requests.
import { type Answer, type Asking, lightFetch } from '../kit/light-fetch.ts'
import type { House } from './house.ts'

interface Cookie {
  value: string
  path: string
}

export class Browser {
  private readonly cookies = new Map<string, Cookie>()
  private readonly house: Pick<House, 'origin'>

  constructor(house: Pick<House, 'origin'>) {
    this.house = house
  }

  async go(address: string, init: Asking = {}): Promise<Answer> {
    const url = new URL(address, this.house.origin)
    const headers = new Headers(init.headers)
    const fitting = [...this.cookies].filter(
      ([, { path }]) => url.pathname === path || url.pathname.startsWith(path.replace(/\/?$/, '/')),
    )
    if (fitting.length > 0)
      headers.set('cookie', fitting.map(([name, { value }]) => `${name.split('@')[0]}=${value}`).join('; '))
    const answer = await lightFetch(url, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) this.keep(line)
    return answer
  }

  /** Follows redirects as long as they stay with us; answers the last answer. */
  async follow(address: string, init: Asking = {}): Promise<Answer> {
    let answer = await this.go(address, init)
    for (let hop = 0; hop < 10; hop++) {
      const location = answer.headers.get('location')
      if (!location || !new URL(location, this.house.origin).href.startsWith(`${this.house.origin}/`)) return answer
      await answer.arrayBuffer()
      answer = await this.go(location)
    }
    throw new Error('too many redirects')
  }

  /** What the sign-in page was told when it opened. */
  async open(address: string) {
    const answer = await this.follow(address)
    const page = await answer.text()
    const data = /<script type="application\/json" id="(?:view|centre)">(.*?)<\/script>/s.exec(page)?.[1]
    if (!data)
      throw new Error(`no sign-in page but ${answer.status} ${answer.headers.get('location') ?? page.slice(0, 400)}`)
    return JSON.parse(data) as { uid: string; csrf: string; screen: string; [name: string]: unknown }
  }

  async act(at: { uid: string; csrf: string }, action: string, body: object, headers: Record<string, string> = {}) {
    const answer = await this.go(`/interaction/${at.uid}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-menshen-csrf': at.csrf, 'x-authing-lang': 'en-US', ...headers },
      body: JSON.stringify(body),
    })
    return {
      status: answer.status,
      ...((await answer.json()) as { code: number; message: string; data: { location: string } }),
    }
  }

  /** Signs in from the address of an authorization request and answers where the application is called back. */
  async signIn(address: string, account: string, password: string): Promise<URL> {
    const page = await this.open(address)
    const { code, message, data } = await this.act(page, 'sign-in', { account, password })
    if (code !== 200) throw new Error(`${code} ${message}`)
    const answer = await this.follow(data.location)
    return new URL(answer.headers.get('location') ?? answer.url)
  }

  sessionCookies(): string[] {
    return [...this.cookies.keys()].filter((name) => name.startsWith('menshen_session_') && !name.includes('.sig'))
  }

  /** What shows that somebody has signed in here before. */
  deviceCookies(): string[] {
    return [...this.cookies.keys()].filter((name) => name.startsWith('menshen_device_'))
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const at = pair.indexOf('=')
    const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/'
    const expired = attributes.some((text) => /^expires=Thu, 01 Jan 1970/i.test(text) || /^max-age=0$/i.test(text))
    const name = `${pair.slice(0, at)}@${path}`
    if (expired) this.cookies.delete(name)
    else this.cookies.set(name, { value: pair.slice(at + 1), path })
  }
}
