/** Operations that are built except for some arguments, which are refused by name. For the coverage page. */
export const partial: Readonly<Record<string, string>> = {
  updateUserpool: 'app2WxappLoginStrategy',
}
