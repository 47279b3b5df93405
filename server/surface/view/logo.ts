// The mark: the two leaves of a gate, and on them the two guardians, who together are one face.

/** What is drawn on 32 by 32 units. */
export const logoDrawing =
  '<g fill="#c0472f"><path d="M3 29V13.500C3 7.5 8 3.2 15.1 3V29Z"/><path d="M29 29V13.500C29 7.5 24 3.2 16.9 3V29Z"/></g>' +
  '<g fill="none" stroke="#fbe9c6" stroke-width="2.1" stroke-linecap="round"><path d="M5.9 12.600L12.3 15.300M26.1 12.600L19.7 15.3"/>' +
  '<circle cx="9.6" cy="20.6" r="2.7"/><circle cx="22.4" cy="20.6" r="2.7"/></g>'

/** As a file of its own. */
export const logoFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${logoDrawing}</svg>`

/** Where it is served. */
export const logoPath = '/assets/mark.svg'
