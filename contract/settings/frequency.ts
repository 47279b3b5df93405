/** The members of a setting that counts in a sliding window: at most `limit` in `timeInterval` seconds. `most` bounds the limit. */
export const frequency = (most: number, limit: number, interval: number) =>
  ({
    enabled: { kind: 'flag', default: true, title: { en: 'On', zh: '启用' } },
    limit: { kind: 'whole', min: 1, max: most, default: limit, title: { en: 'At most', zh: '次数上限' } },
    timeInterval: {
      kind: 'whole',
      min: 1,
      max: 86_400,
      unit: 'seconds',
      default: interval,
      title: { en: 'Within', zh: '时间窗口' },
    },
  }) as const
