const families = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红文辉'

export interface SeededPerson {
  username: string
  email: string
  phone: string
  profile: { nickname: string; name: string; company: string }
}

/** The same person for the same number, each unlike the others as far as people are. */
export function personOf(at: number): SeededPerson {
  const mixed = (Math.imul(at + 1, 2_654_435_761) >>> 0).toString(36)
  const username = `${mixed}${at}`
  const pick = (text: string, by: number) => text[Math.floor(at / by) % text.length] ?? ''
  return {
    username,
    email: `${username}@example.com`,
    phone: `13${String(at).padStart(9, '0')}`,
    profile: {
      nickname: `Nick ${mixed}`,
      name: pick(families, 1) + pick(given, 20) + pick(given, 600),
      company: `Firm ${at % 5_000}`,
    },
  }
}
