import type { FastifyRequest } from 'fastify'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import type { Page } from '../../sign-in-page.ts'
import type { BuiltAssets } from '../frame/built-assets.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { renderFailure } from '../view/failure.ts'

// Both name the setting: whoever reads this first is usually setting the server up.
const words = {
  'en-US': {
    configured: (url: string) =>
      `Open ${url} instead. If you run this server and people should reach it here, set PUBLIC_URL to this address, start it again, and see that your proxy hands the host name on. An application’s own host name is its identifier, one label below PUBLIC_URL.`,
    unconfigured: (url: string) =>
      `On the machine itself, open ${url}. To reach it under any other address, whoever runs it sets PUBLIC_URL to that address, for example PUBLIC_URL=https://id.example.com, and starts it again.`,
  },
  'zh-CN': {
    configured: (url: string) =>
      `请改为访问 ${url}。如果你是运维人员，并希望用户通过当前地址访问，请将 PUBLIC_URL 设为该地址后重新启动，并确认反向代理转发了原始域名。应用自己的域名为 PUBLIC_URL 之下的一级子域名，即应用标识。`,
    unconfigured: (url: string) =>
      `在服务所在的机器上请访问 ${url}。如需通过其他地址访问，请由运维人员将 PUBLIC_URL 设为该地址（例如 PUBLIC_URL=https://id.example.com）后重新启动。`,
  },
}

/**
 * For people whose browser came to a host name that is not ours. Nothing of the request is repeated; no `origin` is told to
 * the browser either, which would remember TLS for a name that is somebody else's.
 */
export function createMisdirected(
  assets: BuiltAssets,
  version: string,
  addresses: Addresses,
): (at: FastifyRequest) => Page {
  return ({ headers }) => {
    const language = languageOf(headers)
    const { configured, unconfigured } = words[language]
    const advice = (addresses.anyLoopback ? unconfigured : configured)(addresses.publicUrl)
    const frame = { language, assets: assets.of('page'), version }
    const way = { to: 'server', address: addresses.publicUrl } as const
    const html = renderFailure({ ...frame, cause: 'unknown-host', way, advice, code: 421, requestId: null })
    return { html, headers: pageHeaders('') }
  }
}
