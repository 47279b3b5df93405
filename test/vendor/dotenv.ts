/** Stands in for the package that reads `.env`: the fixture sets the variables itself. */
export function config(): void {}
