const drawings = {
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  'eye-off':
    'M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5C18.4 5.5 22 12 22 12a17 17 0 0 1-2.7 3.400M6.2 7.600A16 16 0 0 0 2 12s3.6 6.5 10 6.500a9.6 9.6 0 0 0 4.2-.9M9.9 10a3 3 0 0 0 4.2 4.2',
  alert: 'M12 8v5m0 3.200v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3Z',
  clock: 'M12 7v5l3.2 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  again: 'M20 5v5h-5M19.4 10A8 8 0 1 0 20 14',
  passkey:
    'M9 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2.500 20c0-3.600 2.800-5.500 6.500-5.500 1 0 2 .2 2.800 .5M17 15.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0 0v5l1.500-1.300M17 18l1.500 1.200',
  password: 'M6.500 10.500h11v9h-11ZM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500M12 14v2.500',
  digits: 'M4 6h16v12H4ZM8 12h.1M12 12h.1M16 12h.1',
  qr: 'M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2v2h-2ZM20 14v2M18 18h2v2M14 20v-.1',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20.500c.500-3.500 3.200-5.500 7-5.500s6.500 2 7 5.500',
  mail: 'M3.5 6h17v12h-17ZM4 6.500l8 6.500 8-6.500',
} as const

export type IconName = keyof typeof drawings

/** Decoration only: what an icon means is always said in words beside it or on its button. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}
