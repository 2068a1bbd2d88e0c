/** A message, and the one that it answers, which says what both are about where the first shows no row. */
export interface AboutMessage {
  readonly chatChannel: string;
  readonly messages: readonly string[];
}

/** Why a button does nothing, with the values of its words (JSON). */
export interface Refused {
  readonly code: string;
  readonly details?: string;
}

/** What is run. Files are the platform's references, so that another bot can open them again. */
export interface Work {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The message in whose menu it was chosen. */
  readonly about?: AboutMessage;
  /** Of a button: the seed of its request ids, so that pressing twice acts once. */
  readonly request?: string;
  /** Of a button: the hash of its token. */
  readonly token?: string;
  /** The button cannot be used (any more). */
  readonly refused?: Refused;
  /** What is wrong with a line, in the person's language: there is nothing to run. */
  readonly problem?: string;
}
