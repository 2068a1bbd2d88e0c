/** Discord's published limits, as data. Lengths are in characters, times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** An interaction must be answered within this time, else its token is unknown. */
  answerMs: 3_000,
  /** An answered interaction's token lives this long. */
  tokenMs: 15 * 60_000,
  message: { content: 2_000, embeds: 10, rows: 5, files: 10, fileBytes: 10 * 1024 * 1024 },
  row: { buttons: 5 },
  customId: 100,
  nonce: 25,
  button: { label: 80, url: 512 },
  select: { options: 25, placeholder: 150, label: 100, value: 100, description: 100 },
  embed: {
    title: 256,
    description: 4_096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1_024,
    footer: 2_048,
    author: 256,
    all: 6_000,
  },
  modal: { title: 45, components: 5, label: 45, description: 100 },
  textInput: { length: 4_000, placeholder: 100, label: 45 },
  /** Messages with the flag IS_COMPONENTS_V2. */
  layout: { components: 40, text: 4_000 },
  command: {
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    each: 8_000,
    list: 100,
    /** Entries in the menu of a message, and as many in that of a person. */
    menu: 5,
  },
} as const;

/** The gateway's intents that matter here. */
export const INTENTS = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

export const FLAGS = { ephemeral: 1 << 6, loading: 1 << 7, layout: 1 << 15 } as const;

/** Discord's locales, the only keys that localizations may have. */
export const LOCALES =
  "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
    " ",
  );
