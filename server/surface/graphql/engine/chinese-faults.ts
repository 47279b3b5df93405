// The GraphQL library speaks English only. These are its texts about requests, and ours beside them, in Chinese.

const rows: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^Variable "(.+?)" of type "(.+?)": (.+)$/s, '变量 $1（类型 $2）：'],
  [/^Syntax Error: (?:Expected (.+), found (.+?)|Unexpected (.+?)|(.+?))\.?$/s, '语法错误，请检查所示位置附近的写法'],
  [/^Cannot query field "(.+?)" on type "(.+?)"\./, '类型 $2 没有字段 $1'],
  [/^Unknown argument "(.+?)" on (?:field|directive) "(.+?)"\./, '$2 没有参数 $1'],
  [/^Unknown (?:type|fragment|directive) "(.+?)"\./, '没有定义 $1'],
  [/^(?:Field|Directive) "(.+?)" argument "(.+?)" of type "(.+?)" is required/, '缺少 $1 的参数 $2（类型 $3）'],
  [/^Argument "(.+?)" of (?:required|non-null) type "(.+?)"/, '缺少参数 $1（类型 $2）'],
  [/^Field "(.+?)" of required type "(.+?)" was not provided/, '缺少字段 $1（类型 $2）'],
  [/^Field "(.+?)" is not defined by type "(.+?)"/, '类型 $2 没有字段 $1'],
  [/^Field "(.+?)" of type "(.+?)" must have/, '必须选择 $1（类型 $2）的子字段'],
  [/^Field "(.+?)" must not have a selection/, '字段 $1 没有子字段'],
  [/^Fields? "(.+?)" conflict/, '字段 $1 的多次选取相互冲突，请使用别名'],
  [/^(?:was not provided|must not be null)$/, '不能为空'],
  [/^(?:Expected non-nullable type|Field ".+?" must be non-null)/, '不能为空'],
  [/^Expected type "(.+?)" to be an object/, '必须是对象（类型 $1）'],
  [/^Expected (?:value of )?type "(.+?)"/, '值不符合类型 $1'],
  [/^Value ".*?" does not exist in "(.+?)" enum/s, '不是 $1 的枚举值'],
  [/^Enum "(.+?)" cannot represent/, '不是 $1 的枚举值'],
  [/^(\w+) cannot represent/, '值不符合类型 $1'],
  [/^Variable "(.+?)" is never used/, '变量 $1 没有用到'],
  [/^Variable "(.+?)" is not defined/, '变量 $1 没有声明'],
  [/^Variable "(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/, '变量 $1 的类型是 $2，此处需要 $3'],
  [/^Variable "(.+?)" cannot be non-input type "(.+?)"/, '变量 $1 不能是 $2 类型'],
  [/^There can be only one .*?named "(.+?)"/, '$1 出现了多次'],
  [/^The directive "(.+?)" can only be used once/, '$1 出现了多次'],
  [/^Directive "(.+?)" may not be used/, '此处不能使用 $1'],
  [/^Fragment "(.+?)" is never used/, '片段 $1 没有用到'],
  [/^Cannot spread fragment "(.+?)" within itself/, '片段 $1 不能引用自身'],
  [/^Fragment (?:"(.+?)" )?can(?:not)? /, '片段不能用于此类型'],
  [/^This anonymous operation must be the only/, '有多个操作时，每个操作都要有名称'],
  [/^"__proto__" is a reserved name/, '__proto__ 是保留名称'],
  [/^there are no (\w+)s here/, '不支持 $1'],
  [/^there is no operation named "(.+?)"/, '没有名为 $1 的操作'],
  [/^"operationName" must say/, '请用 operationName 指明要执行的操作'],
  [/^introspection is switched off/, '内省查询已关闭'],
  [/^Maximum introspection depth/, '内省查询嵌套过深'],
  [/^nested deeper than (\d+) levels/, '嵌套超过 $1 层'],
  [/^more than (\d+) tokens/, '词法单元超过 $1 个'],
  [/^more than (\d+) brackets/, '括号嵌套超过 $1 层'],
  [/^more than (\d+) fields at the root/, '顶层字段超过 $1 个'],
  [/^more than (\d+) fields/, '字段超过 $1 个'],
  [/^"(.+?)" is selected more than (\d+) times/, '字段 $1 的选取超过 $2 次'],
  [/^the same field is selected too many times/, '同一字段选取次数过多'],
]

/** What is wrong with a request to this door, in Chinese. Names, types and places are told as they were. */
export function inChinese(detail: string): string {
  const [pattern, chinese] = rows.find(([english]) => english.test(detail)) ?? []
  const found = pattern?.exec(detail)
  if (!found || !chinese) return '请求不符合 GraphQL 规范'
  const said = chinese.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '')
  // What is wrong with a variable is a fault of its own, after the place.
  return said.endsWith('：') ? said + inChinese(found.at(-1) ?? '') : said
}
