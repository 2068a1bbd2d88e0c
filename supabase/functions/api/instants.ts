/** Instants as programs read them (RFC 3339): the REST server of a laptop writes them as Postgres does. */
export const instantText = (value: unknown): string =>
  String(value)
    .replace(/^(\d{4}-\d\d-\d\d) /, "$1T")
    .replace(/([+-]\d\d)$/, "$1:00");
