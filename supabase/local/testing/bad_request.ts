/** Thrown at what somebody has asked of `npm test` and nobody can mean. Its message says what to type instead. */
export class BadRequest extends Error {}
