import type { PageRequest, Screens } from '../../sign-in-page.ts'
import { type ButtonTarget, renderFailure } from '../view/failure.ts'
import { renderSignedOut } from '../view/message.ts'
import { renderSignOut } from '../view/sign-out.ts'
import type { BuiltAssets } from './built-assets.ts'
import { languageOf } from './language-of.ts'
import { pageHeaders } from './page-headers.ts'

/** The pages of the OpenID Connect door. */
export function createScreens(assets: BuiltAssets, version: string): Screens {
  const frame = ({ headers, languages }: PageRequest) => ({
    language: languageOf(headers, languages),
    assets: assets.of('page'),
    version,
  })
  return {
    failed(at, { error, failure, application = null, sent = null }) {
      const home = application?.home
      const way: ButtonTarget =
        application && home ? { to: 'application', name: application.name, address: home } : { to: 'home' }
      const about = { cause: failure, way, application: application?.name ?? null, sent }
      const html = renderFailure({ ...frame(at), ...about, code: error, requestId: at.requestId })
      return { html, headers: pageHeaders(at.origin) }
    },
    signOut: (at, form, applicationName, returnSource) => ({
      html: renderSignOut({ ...frame(at), form, applicationName }),
      headers: pageHeaders(at.origin, returnSource ? [returnSource] : []),
    }),
    signedOut: (at, application) => ({
      html: renderSignedOut({ ...frame(at), application }),
      headers: pageHeaders(at.origin),
    }),
  }
}
