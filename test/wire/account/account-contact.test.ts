import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { codesIn } from '../../kit/codes.ts'
import { setPool } from '../../kit/entry.ts'
import { freshEmail, freshPhone, otherThan } from '../../kit/fresh.ts'
import { managementToken, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { refusesInBoth } from '../../kit/refused-in-both.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

const fields = 'id email emailVerified phone phoneVerified phoneCountryCode token'

const documents = {
  updateEmail: `mutation ($email: String!, $emailCode: String!, $oldEmail: String, $oldEmailCode: String) { updateEmail(email: $email, emailCode: $emailCode, oldEmail: $oldEmail, oldEmailCode: $oldEmailCode) { ${fields} } }`,
  updatePhone: `mutation ($phone: String!, $phoneCode: String!, $oldPhone: String, $oldPhoneCode: String) { updatePhone(phone: $phone, phoneCode: $phoneCode, oldPhone: $oldPhone, oldPhoneCode: $oldPhoneCode) { ${fields} } }`,
  bindEmail: `mutation ($email: String!, $emailCode: String!) { bindEmail(email: $email, emailCode: $emailCode) { ${fields} } }`,
  bindPhone: `mutation ($phone: String!, $phoneCode: String!) { bindPhone(phone: $phone, phoneCode: $phoneCode) { ${fields} } }`,
  unbindEmail: `mutation { unbindEmail { ${fields} } }`,
  unbindPhone: `mutation { unbindPhone { ${fields} } }`,
} as const

const paths: Record<keyof typeof documents, string> = {
  updateEmail: 'users/email/update',
  updatePhone: 'users/phone/update',
  bindEmail: 'users/email/bind',
  bindPhone: 'users/phone/bind',
  unbindEmail: 'users/email/unbind',
  unbindPhone: 'users/phone/unbind',
}

/** One operation through either door. */
const doors = {
  'GraphQL V2': (name: keyof typeof documents, variables: object, speaking: Speaking) =>
    graphql(world.origin, documents[name], variables, { tenant: world.tenant, ...speaking }),
  'REST V2': (name: keyof typeof documents, variables: object, speaking: Speaking) =>
    rest(world.origin, 'POST', `/api/v2/${paths[name]}`, variables, { tenant: world.tenant, ...speaking }),
}

type Ask = (typeof doors)['REST V2']

interface Self {
  id: string
  email: string | null
  emailVerified: boolean
  phone: string | null
  phoneVerified: boolean
  phoneCountryCode: string | null
  token: string | null
}

const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

/** Somebody with these identifiers and a password, signed in. */
async function addPerson(identifiers: { email?: string; phone?: string; username?: string }): Promise<string> {
  const userInfo = { ...identifiers, password: sealed(world, 'correct horse') }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
  return signedInAs(world, id)
}

async function everything(): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(u ORDER BY id) FROM user_account u) AS people, (SELECT count(*) FROM session WHERE ended_at IS NULL) AS sessions, (SELECT count(*) FROM message) AS messages',
  )
  return JSON.stringify(rows)
}

/** Refused with this code in both languages, and nobody's account or session was touched, and nobody was written to. */
const refusedInBoth = refusesInBoth(everything)

for (const [door, ask] of Object.entries(doors) as [keyof typeof doors, Ask][])
  describe(`the e-mail address, over ${door}`, () => {
    test('is bound by a code, given back with the token in use, and changed when both addresses are proven', async () => {
      const token = await addPerson({ username: `binder${++counter}` })
      const [first, second] = [freshEmail(), freshEmail()]
      const emailCode = await mailCode(first, 'EMAIL_BIND_VERIFY_CODE')
      const bound = accepted<Self>(await ask('bindEmail', { email: first.toUpperCase(), emailCode }, { token }))
      assert.deepEqual([bound.email, bound.emailVerified, bound.token], [first, true, token])
      refused(await ask('bindEmail', { email: second, emailCode }, { token }), 2200)

      const change = {
        email: second,
        emailCode: await mailCode(second, 'CHANGE_EMAIL'),
        oldEmail: first,
        oldEmailCode: await mailCode(first, 'VERIFY_CODE'),
      }
      assert.equal(accepted<Self>(await ask('updateEmail', change, { token })).email, second)
      const notice = await post.mailbox.next(first)
      assert.match(notice.subject ?? '', /邮箱已修改/)
      refused(await ask('updateEmail', { ...change, email: freshEmail() }, { token }), 2001)
    })

    test('2204, 2229, 2001, 2227, 2037, 2001 and 2200, in this order', async () => {
      const [present, taken] = [freshEmail(), freshEmail()]
      const token = await addPerson({ email: present })
      await addPerson({ email: taken })
      const update = (variables: object) => (speaking: Speaking) =>
        ask('updateEmail', { emailCode: '000000', ...variables }, { token, ...speaking })
      await refusedInBoth(2204, update({ email: 'nonsense' }))
      await refusedInBoth(2229, update({ email: present.toUpperCase() }))
      const emailCode = await mailCode(taken, 'CHANGE_EMAIL')
      refused(await update({ email: taken, emailCode: otherThan(emailCode) })({}), 2001)
      const fresh = { email: taken, emailCode }
      await refusedInBoth(2227, update(fresh))
      await refusedInBoth(2227, update({ ...fresh, oldEmail: present }))
      await refusedInBoth(2037, update({ ...fresh, oldEmail: taken, oldEmailCode: '1' }))
      await refusedInBoth(2037, update({ ...fresh, oldEmail: 'nonsense', oldEmailCode: '1' }))
      const oldEmailCode = await mailCode(present, 'CHANGE_EMAIL')
      refused(await update({ ...fresh, oldEmail: present, oldEmailCode: otherThan(oldEmailCode) })({}), 2001)
      await refusedInBoth(2200, update({ ...fresh, oldEmail: present, oldEmailCode }))
      // A slip with the one address costs the code of the other nothing.
      const free = freshEmail()
      const change = { email: free, emailCode: await mailCode(free, 'CHANGE_EMAIL'), oldEmail: present, oldEmailCode }
      assert.equal(accepted<Self>(await update(change)({})).email, free)
    })

    test('2300: codes that came late', async () => {
      const email = freshEmail()
      const emailCode = await mailCode(email, 'CHANGE_EMAIL')
      world.passSeconds(301)
      const token = await addPerson({ username: `late${++counter}` })
      await refusedInBoth(2300, (speaking) => ask('bindEmail', { email, emailCode }, { token, ...speaking }))
    })
  })

for (const [door, ask] of Object.entries(doors) as [keyof typeof doors, Ask][])
  describe(`the phone number, over ${door}`, () => {
    const taken = door === 'REST V2' ? 1320004 : 2035

    test('is bound by a code, and changed when both numbers are proven', async () => {
      const token = await addPerson({ username: `caller${++counter}` })
      const [first, second] = [freshPhone(), freshPhone()]
      const bound = accepted<Self>(
        await ask('bindPhone', { phone: first, phoneCode: await textCode(first, 'bind') }, { token }),
      )
      assert.deepEqual([bound.phone, bound.phoneVerified, bound.phoneCountryCode], [first, true, '+86'])
      const change = {
        phone: second,
        phoneCode: await textCode(second),
        oldPhone: `+86 ${first}`,
        oldPhoneCode: await textCode(first, 'SCENE_TYPE_UNBIND'),
      }
      assert.equal(accepted<Self>(await ask('updatePhone', change, { token })).phone, second)
    })

    test('2230, 2001, 2228, 2038 and 2035, in this order', async () => {
      const [present, others] = [freshPhone(), freshPhone()]
      const token = await addPerson({ phone: present })
      await addPerson({ phone: others })
      const update = (variables: object) => (speaking: Speaking) =>
        ask('updatePhone', { phoneCode: '000000', ...variables }, { token, ...speaking })
      await refusedInBoth(2028, update({ phone: 'nonsense' }))
      await refusedInBoth(2230, update({ phone: `+86${present}` }))
      const phoneCode = await textCode(others, 'SCENE_TYPE_BIND')
      refused(await update({ phone: others, phoneCode: otherThan(phoneCode) })({}), 2001)
      const fresh = { phone: others, phoneCode }
      await refusedInBoth(2228, update(fresh))
      await refusedInBoth(2038, update({ ...fresh, oldPhone: others, oldPhoneCode: '1' }))
      const oldPhoneCode = await textCode(present)
      await refusedInBoth(taken, update({ ...fresh, oldPhone: present, oldPhoneCode }))
    })

    test('2035: bound already, or somebody else has it, and the code is still good', async () => {
      const others = freshPhone()
      await addPerson({ phone: others })
      const token = await addPerson({ username: `binds${++counter}` })
      const phoneCode = await textCode(others)
      await refusedInBoth(taken, (speaking) => ask('bindPhone', { phone: others, phoneCode }, { token, ...speaking }))
      const owner = await addPerson({ phone: freshPhone() })
      await refusedInBoth(taken, (speaking) =>
        ask('bindPhone', { phone: freshPhone(), phoneCode: '1' }, { token: owner, ...speaking }),
      )
    })
  })

describe('unbinding', () => {
  test('takes the address away and tells it, as long as another way in is left', async () => {
    const [email, phone] = [freshEmail(), freshPhone()]
    const token = await addPerson({ email, phone })
    const other = freshPhone()
    accepted(
      await doors['REST V2'](
        'updatePhone',
        { phone: other, phoneCode: await textCode(other), oldPhone: phone, oldPhoneCode: await textCode(phone) },
        { token },
      ),
    )
    assert.match((await post.mailbox.next(email)).subject ?? '', /手机号已修改/)
    const left = accepted<Self>(await doors['GraphQL V2']('unbindEmail', {}, { token, lang: 'en-US' }))
    assert.deepEqual([left.email, left.emailVerified, left.token], [null, false, token])
    assert.match((await post.mailbox.next(email)).subject ?? '', /mail address .* was changed/)
    for (const speaking of [{}, { lang: 'en-US' }])
      refused(await doors['GraphQL V2']('unbindEmail', {}, { token, ...speaking }), 2219)
    await refusedInBoth(1320009, (speaking) => doors['REST V2']('unbindEmail', {}, { token, ...speaking }))
    await refusedInBoth(2217, (speaking) => doors['GraphQL V2']('unbindPhone', {}, { token, ...speaking }))
  })

  test('2217: an address that is all there is stays, also where no password would help', async () => {
    const byMail = await addPerson({ email: freshEmail() })
    await refusedInBoth(2217, (speaking) => doors['GraphQL V2']('unbindEmail', {}, { token: byMail, ...speaking }))
    await refusedInBoth(1320010, (speaking) => doors['REST V2']('unbindEmail', {}, { token: byMail, ...speaking }))
    const named = await addPerson({ username: `named${++counter}`, email: freshEmail() })
    assert.equal(accepted<Self>(await doors['REST V2']('unbindEmail', {}, { token: named })).email, null)
  })

  test('2216: no phone number; and a code that is sent along has to be right', async () => {
    const token = await addPerson({ username: `quiet${++counter}` })
    await refusedInBoth(2216, (speaking) => doors['GraphQL V2']('unbindPhone', {}, { token, ...speaking }), 'phone')
    const phone = freshPhone()
    accepted(await doors['REST V2']('bindPhone', { phone, code: await textCode(phone) }, { token }))
    world.passSeconds(61)
    const phoneCode = await textCode(phone, 'SCENE_TYPE_UNBIND')
    refused(await doors['REST V2']('unbindPhone', { phoneCode: otherThan(phoneCode) }, { token }), 2001)
    assert.equal(accepted<Self>(await doors['REST V2']('unbindPhone', { phoneCode }, { token })).phone, null)
  })
})

describe('who may', () => {
  test('2020 without a token, 1001 for an administrator, 400 without a code', async () => {
    for (const [name, ask] of Object.entries(doors) as [string, Ask][]) {
      refused(await ask('unbindPhone', {}, {}), 2020)
      refused(await ask('updateEmail', { email: freshEmail(), emailCode: '1' }, { token: manager }), 1001)
      if (name === 'REST V2') {
        const { token } = await registerPerson(world)
        refused(await ask('bindPhone', { phone: freshPhone(), phoneCode: '' }, { token }), 400)
        refused(await ask('bindPhone', { phone: 7, phoneCode: '1' }, { token }), 400)
      }
    }
  })

  test('a code of another pool, or for another purpose, proves nothing', async () => {
    const { token } = await registerPerson(world)
    const email = freshEmail()
    const forLogin = await mailCode(email, 'LOGIN_VERIFY_CODE')
    refused(await doors['GraphQL V2']('bindEmail', { email, emailCode: forLogin }, { token }), 2001)
    const tenant = await world.addTenant(`movers${++counter}`)
    accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email, scene: 'CHANGE_EMAIL' }, { tenant }))
    const foreign = codeIn(await post.mailbox.next(email))
    refused(await doors['GraphQL V2']('bindEmail', { email, emailCode: foreign }, { token }), 2001)
  })

  test('two who bind one number at once: one has it', async () => {
    const phone = freshPhone()
    const tokens = [
      await addPerson({ username: `race${++counter}` }),
      await addPerson({ username: `race${++counter}` }),
    ]
    const phoneCode = await textCode(phone)
    const outcomes = await Promise.all(
      tokens.map((token) => doors['GraphQL V2']('bindPhone', { phone, phoneCode }, { token })),
    )
    assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 2001])
  })

  test('a pool that does not want the old address proven asks for the new one only', async () => {
    await setPool(world, {
      changeEmailStrategy: { verifyOldEmail: false },
      changePhoneStrategy: { verifyOldPhone: false },
    })
    try {
      const token = await addPerson({ email: freshEmail(), phone: freshPhone() })
      const [email, phone] = [freshEmail(), freshPhone()]
      const emailCode = await mailCode(email, 'CHANGE_EMAIL')
      assert.equal(
        accepted<Self>(await doors['GraphQL V2']('updateEmail', { email, emailCode }, { token })).email,
        email,
      )
      const phoneCode = await textCode(phone)
      assert.equal(accepted<Self>(await doors['REST V2']('updatePhone', { phone, phoneCode }, { token })).phone, phone)
    } finally {
      await setPool(world, {
        changeEmailStrategy: { verifyOldEmail: true },
        changePhoneStrategy: { verifyOldPhone: true },
      })
    }
  })
})
