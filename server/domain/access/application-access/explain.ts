import { refuse } from '@menshen/contract/errors'
import { comparable } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import { resolveSubjects } from '../permission/subject.ts'
import type { AccessRule, EntrantType, RuleSubject } from './application-access.ts'
import { type Entrant, findTargets } from './list-rules.ts'
import { findDeciding, findRulesOf } from './list-store.ts'

/** Somebody as clients name them: people and departments by id, roles and groups by code or id. */
interface Named {
  type: EntrantType
  name: string
}

/** Which rules somebody wants; without anything, all. */
interface Wanted {
  /** In the name of the application, in any case. */
  applicationName?: string | undefined
  allows?: boolean | undefined
  enabled?: boolean | undefined
}

/** The applications that have a rule about a subject itself, with that rule, oldest first. 2004 no such person, 404 no such role, group or department. */
export const listRulesOf: Question<Named & Wanted, { rule: AccessRule; application: Application }[]> = {
  name: 'application-access.list-of-subject',
  admits: 'manager',
  async answer({ reader, pool, ports }, { type, name, applicationName, ...wanted }) {
    const [subject] = await resolveSubjects(reader, pool.id, { type, names: [name], namespace: 'default' })
    const rules = subject ? await findRulesOf(reader, pool.id, subject) : []
    const asked = rules.filter((rule) => fits(rule.allows, wanted.allows) && fits(rule.enabled, wanted.enabled))
    const found = await Promise.all(
      asked.map(async (rule) => ({ rule, application: await ports.cached.application(rule.applicationId) })),
    )
    const part = comparable(applicationName ?? '')
    return found.flatMap(({ rule, application }) =>
      application && comparable(application.name).includes(part) ? [{ rule, application }] : [],
    )
  },
}

const fits = (is: boolean, wanted: boolean | undefined) => wanted === undefined || is === wanted

type Subject = Entrant & { targetId: string }

export interface Explained {
  application: Application
  subject: Subject
  /** Whom the rule that decides is about; null where no rule does. */
  through: Subject | null
  /**
   * `all`: the application lets everybody in. `default`: no rule is about the subject. `self`: a rule about itself decides,
   * `subject`: one that reaches it through something else.
   */
  reason: 'all' | 'default' | 'self' | 'subject'
  allows: boolean
}

/** Why somebody may enter an application, or may not. 2010 no id, 2011 not of this pool, 2004 and 404 as above. */
export const explainAccess: Question<Named & { applicationId: string }, Explained> = {
  name: 'application-access.explain',
  admits: 'manager',
  async answer({ reader, pool, ports, now }, { applicationId, type, name }) {
    if (!applicationId) refuse(2010)
    const application = (await findApplicationOf(reader, ports.seal, pool.id, applicationId)) ?? refuse(2011)
    const { accessEnabled, defaultAccess } = application.settings
    const [found] = await resolveSubjects(reader, pool.id, { type, names: [name], namespace: applicationId })
    const self = { targetType: type, targetId: found?.id ?? name }
    const rule = accessEnabled ? await findDeciding(reader, pool.id, applicationId, { ...self, now }) : null
    const targets = await findTargets(reader, pool.id, rule ? [self, rule] : [self])
    const describe = ({ targetType, targetId }: RuleSubject) =>
      ({ targetType, targetId, target: targets.get(`${targetType}:${targetId}`) ?? null }) as Subject
    return {
      application,
      subject: describe(self),
      through: rule && describe(rule),
      reason: rule ? (isSame(rule, self) ? 'self' : 'subject') : accessEnabled ? 'default' : 'all',
      allows: rule ? rule.allows : !accessEnabled || defaultAccess === 'ALLOW_ALL',
    }
  },
}

const isSame = (one: RuleSubject, other: RuleSubject) =>
  one.targetType === other.targetType && one.targetId === other.targetId
