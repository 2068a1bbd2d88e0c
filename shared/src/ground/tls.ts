/**
 * What postgres.js is told of TLS for a database at this address. It lets an option win over the address, so an address that says `sslmode` gets
 * none: `verify-full` then takes a server whose certificate holds, and no other. One that says nothing has TLS where the server offers it,
 * with any certificate.
 */
export const tlsFor = (url: string): { ssl?: "prefer" } =>
  /[?&]sslmode=/.test(url) ? {} : { ssl: "prefer" };
