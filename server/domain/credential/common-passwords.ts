// What people choose first, as the published lists of leaked passwords agree on it: not the lists themselves, but the words
// and rows of keys that they are made of. A word counts with capitals, with digits for letters, and with a short tail.
const words = new Set(
  `
password passwort passwd pass pwd contrasena senha motdepasse parola heslo wachtwoord haslo salasana admin administrator
root toor user username guest test testing tester demo login welcome hello hi letmein openup opensesame access secret
private changeme change default temp temporary master boss chief manager owner super superuser superman supervisor system
sysadmin server service support oracle mysql postgres database cisco router internet network windows microsoft apple
google facebook twitter instagram linkedin youtube amazon netflix android iphone samsung nokia sony computer laptop
desktop keyboard mouse monitor printer phone mobile email mail web website online office work company business money
dollar cash bank credit card account love loveme loveyou iloveyou iloveu ilove lovely lover forever always never baby
babygirl babyboy angel angels princess prince queen king kingdom sweet sweetie sweetheart honey sugar candy cookie
chocolate cheese pizza coffee banana orange apple lemon cherry peach pepper ginger butter pumpkin flower rose lily daisy
jasmine violet sunflower garden forest river ocean beach island summer winter spring autumn fall sunshine sunny rainbow
rain snow storm thunder lightning fire ice water earth wind star stars moon sun sky galaxy planet space heaven hell
devil demon ghost monster dragon tiger lion eagle falcon hawk phoenix wolf bear panther jaguar leopard shark dolphin
whale horse pony monkey gorilla rabbit bunny kitty kitten cat dog doggy puppy buddy buster bailey max charlie lucky
shadow midnight maggie molly sammy rocky rusty ginger tigger winnie mickey minnie donald goofy pluto snoopy garfield
pokemon pikachu naruto goku batman spiderman ironman hulk joker harley starwars yoda vader jedi matrix neo trinity
merlin gandalf frodo hobbit wizard magic magical mystery dream dreamer fantasy angel hunter ranger killer sniper soldier
army navy marine police fireman pilot captain commander general major pirate ninja samurai warrior knight spartan trojan
viking football soccer baseball basketball hockey tennis golf cricket rugby boxing wrestling racing runner swimmer
skater surfer biker player gamer gaming playboy playstation xbox nintendo mario zelda sonic minecraft fortnite
counterstrike warcraft starcraft diablo halo doom quake steam arsenal chelsea liverpool manchester barcelona realmadrid
juventus milan bayern celtic rangers lakers bulls yankees redsox cowboys steelers packers eagles raiders broncos patriots
dallas boston chicago denver phoenix houston austin texas florida california newyork london paris berlin madrid moscow
tokyo beijing shanghai guangzhou shenzhen hongkong taiwan china america american canada mexico brazil england scotland
ireland france germany italy spain russia india japan korea australia michael michelle jennifer jessica jordan joshua
andrew anthony matthew daniel david robert william james john thomas george richard charles edward henry steven stephen
kevin brian jason justin brandon tyler austin dylan ryan nicole nicholas natalie natasha amanda ashley samantha stephanie
elizabeth victoria alexander alexandra alexis andrea angela anna anne annie barbara benjamin bernard caroline catherine
christian christina christine christopher claire claudia cynthia deborah diana donna dorothy eric erica frank gabriel
gloria grace hannah heather helen isabella jack jackson jacob jake jane janet jasper jerry joseph julia julie karen
katherine kathleen kelly kimberly laura lauren linda lisa louise lucas lucy maria marie mark martha martin mary melissa
mercedes ferrari porsche bmw audi toyota honda nissan ford chevy corvette camaro mustang harley yamaha suzuki kawasaki
ducati morgan nathan olivia oscar pamela patricia patrick paul peter philip rachel raymond rebecca roger ronald sandra
sarah scott sean sharon simon sophia sophie susan taylor teresa tiffany vanessa veronica vincent virginia walter wendy
metallica nirvana slipknot greenday blink linkinpark beatles elvis eminem rihanna beyonce madonna shakira hiphop
rockstar rock metal music guitar drummer piano dancer dance party disco freedom liberty peace justice truth trust faith
hope jesus christ god jehovah allah buddha bible church blessed blessing amen mother father mommy daddy mom dad sister
brother family friend friends friendship girl boy man woman lady gentleman cool awesome amazing perfect beautiful pretty
cute sexy hot crazy silly stupid idiot asshole bitch fuck fucker fuckyou fuckoff shit bullshit pussy dick cock hooters
porn sex whatever nothing something anything everything everyone someone nobody please thanks thankyou goodluck lucky
winner champion victory success power powerful strong stronger legend hero genius einstein newton science physics
chemistry biology history english spanish french german chinese school college university student teacher doctor nurse
lawyer engineer scientist artist writer actor singer black white red blue green yellow purple pink brown silver golden
gold diamond crystal emerald ruby pearl turquoise orange black123 money kill death dead die zombie vampire skull bones
test123 abc abcd abcde abcdef abcdefg alphabet letter number zero one two three four five six seven eight nine ten
first second third last begin start finish end stop go run jump fly walk sleep wake sunday monday tuesday wednesday
thursday friday saturday january february march april june july august september october november december
woaini woaiwo wodemima mima mimashi nihao zhongguo beijing admin123 asd asdasd qwe qweqwe zxc zxczxc aaa qaz wsx qazwsx
qazwsxedc woshishui caonima taobao alibaba baidu tencent weixin wechat zhifubao huawei xiaomi authing menshen
`
    .split(/\s+/)
    .filter(Boolean),
)

/** Rows that fingers run along, there and back. */
const runs = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()',
  '147258369',
  '159357',
].flatMap((run) => [run, [...run].reverse().join('')])

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** How many characters beside what is easy to guess make a password hard enough. */
const enough = 5

/**
 * Whether a password is among the first that anybody would try: a common word or one of the account's names, a
 * repetition, or a run of keys, with no more than a few characters around it.
 */
export function isCommon(password: string, own: readonly string[] = []): boolean {
  const text = password.toLowerCase()
  if (new Set(text).size <= 2 || isRepeated(text)) return true
  return [text, bare(text)].some((form) => isWord(form) || isRun(form)) || isWord(unleet(text)) || isOwn(text, own)
}

/** Without the digits and signs that people put before and after a word. */
const bare = (text: string) => text.replace(/^[\d\W_]{0,4}|[\d\W_]{0,4}$/gu, '')

function unleet(text: string): string {
  const core = [...text.replace(/[\W_\d]{0,4}$/u, '')]
  return core.map((letter) => leet[letter] ?? letter).join('')
}

const isWord = (text: string) => words.has(text) || words.has(text.replace(/[\W_\d]+$/u, ''))

/** The same few characters over and over: `abcabcabc`, `12121212`. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+.{0,2}$/u.test(text)
}

/** Nothing but rows of keys, three or more at a time: `qwe123`, `asdfjkl`. */
function isRun(text: string): boolean {
  let rest = text
  while (rest.length >= 3) {
    let length = rest.length
    while (length >= 3 && !runs.some((run) => run.includes(rest.slice(0, length)))) length--
    if (length < 3) return false
    rest = rest.slice(length)
  }
  return text.length >= 3 && rest.length <= 2
}

/** An account's own name or address in it, and little else. */
function isOwn(text: string, own: readonly string[]): boolean {
  const names = own.flatMap((name) => [name.toLowerCase(), name.toLowerCase().split('@')[0] ?? ''])
  return names.some((name) => name.length >= 4 && text.includes(name) && text.length - name.length < enough)
}
