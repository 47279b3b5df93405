import type { Centre } from '@menshen/contract/pages/centre'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import type { Stage } from '../stage.ts'
import type { Speech } from './text/load.ts'

type Beyond = Pick<Stage, 'signInAgain'> & { leave: () => void }

/** The centre as the parts of the sign-in page know a page: what they ask of it, and no screen to go to but the last. */
export function stageOf(centre: Centre, { language, text }: Speech, { signInAgain, leave }: Beyond): Stage {
  const { application, pool, csrf, actions, code, password } = centre
  const view: SignInView = {
    uid: 'account',
    actions,
    language,
    screen: 'sign-in',
    csrf,
    application: { ...application, description: '' },
    pool,
    signIn: { identifiers: [], codes: [], link: false },
    signUp: { enabled: false, methods: [], codes: [] },
    reset: { codes: [] },
    code,
    password,
    loginHint: null,
    consent: null,
    notice: null,
  }
  return {
    view,
    language,
    text,
    notice: null,
    show: leave,
    factor: null,
    askFactor: leave,
    renewal: null,
    renew: leave,
    agreed: new Set(),
    agree: leave,
    fresh: null,
    signInAgain,
    signInWith: leave,
  }
}
