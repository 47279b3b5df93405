import { BlockList, isIP, isIPv6 } from 'node:net'
import type { RefusalOptions } from '@menshen/contract/errors'
import type { PolicyCondition } from '../policy/policy.ts'
import { fits } from './pattern.ts'

/** What conditions can ask about, under the names that policies use. */
export interface ConditionContext {
  UserPoolId: string
  AppId: string
  UserId: string
  UserArn: string
  ClientIp: string
  UserAgent: string
  CurrentTime: string
}

const params: Record<keyof ConditionContext, true> = {
  UserPoolId: true,
  AppId: true,
  UserId: true,
  UserArn: true,
  ClientIp: true,
  UserAgent: true,
  CurrentTime: true,
}

type Test = (actual: string, wanted: string) => boolean

const time =
  (test: (actual: number, wanted: number) => boolean): Test =>
  (actual, wanted) =>
    test(Date.parse(actual), Date.parse(wanted))

const tests: Record<string, Test> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringLike: (actual, wanted) => fits(wanted, actual),
  DateLessThan: time((actual, wanted) => actual < wanted),
  DateLessThanEquals: time((actual, wanted) => actual <= wanted),
  DateGreaterThan: time((actual, wanted) => actual > wanted),
  DateGreaterThanEquals: time((actual, wanted) => actual >= wanted),
  IpAddress: inNetwork,
}

const negations: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  NotIpAddress: 'IpAddress',
}

/** Why a condition cannot be, as a refusal says it; null when it can. A value is a text, or a list where one must fit. */
export function conditionFault({ param, operator, value }: PolicyCondition): RefusalOptions<400> | null {
  if (!Object.hasOwn(params, param)) return otherThan('condition.param', Object.keys(params))
  const name = Object.hasOwn(negations, operator) ? negations[operator] : operator
  if (name === undefined || !Object.hasOwn(tests, name))
    return otherThan('condition.operator', [...Object.keys(tests), ...Object.keys(negations)])
  const values = valuesOf(value)
  const field = 'condition.value'
  if (values.length > 100) return { variant: 'many', values: { field, max: 100 } }
  if (values.length === 0 || values.some((one) => typeof one !== 'string'))
    return { variant: 'texts', values: { field } }
  const texts = values as string[]
  if (name.startsWith('Date') && texts.some((one) => Number.isNaN(Date.parse(one))))
    return { variant: 'date', values: { field } }
  if (name === 'IpAddress' && !texts.every(isNetwork)) return { variant: 'network', values: { field } }
  return null
}

function otherThan(field: string, choices: string[]): RefusalOptions<400> {
  return { variant: 'choice', values: { field, choices: choices.join(', ') } }
}

/** Whether all of them hold. One that cannot be understood does not. */
export function allHold(conditions: PolicyCondition[] | null, circumstances: ConditionContext): boolean {
  return (conditions ?? []).every((condition) => {
    if (conditionFault(condition)) return false
    const { param, operator } = condition
    const negated = Object.hasOwn(negations, operator)
    const test = tests[(negated ? negations[operator] : operator) as string] as Test
    const actual = circumstances[param as keyof ConditionContext]
    const some = (valuesOf(condition.value) as string[]).some((wanted) => test(actual, wanted))
    return negated ? !some : some
  })
}

function valuesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  if (rest.length > 0 || isIP(address) === 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32))
}

function inNetwork(actual: string, wanted: string): boolean {
  const [address = '', bits] = wanted.split('/')
  const family = (text: string) => (isIPv6(text) ? 'ipv6' : 'ipv4')
  if (isIP(actual) === 0) return false
  const network = new BlockList()
  network.addSubnet(address, Number(bits ?? (isIPv6(address) ? 128 : 32)), family(address))
  return network.check(actual, family(actual))
}
