/** Slack's published limits, as data. Lengths are in characters, times in milliseconds. */
export const LIMITS = {
  /** An interaction, a command or an event must be acknowledged within this time. */
  ackMs: 3_000,
  /** A trigger_id opens one view, within this time. */
  triggerMs: 3_000,
  /** A connection of Socket Mode is kept so long after Slack has said that it goes. */
  goodbyeMs: 10_000,
  responseUrl: { uses: 5, livesMs: 30 * 60_000 },
  /** An event without an acknowledgement is sent again after these waits. */
  eventRetriesMs: [0, 60_000, 5 * 60_000],
  message: { blocks: 50, text: 40_000, metadata: 8_000 },
  view: { blocks: 100, title: 24, submit: 24, close: 24, privateMetadata: 3_000, callbackId: 255, stack: 3 },
  blockId: 255,
  actionId: 255,
  section: { text: 3_000, fields: 10, field: 2_000 },
  header: 150,
  markdown: 12_000,
  table: { rows: 100, cells: 20, all: 10_000 },
  context: 10,
  actions: 25,
  image: { url: 3_000, alt: 2_000, title: 2_000 },
  input: { label: 2_000, hint: 2_000 },
  button: { text: 75, value: 2_000, url: 3_000, accessibilityLabel: 75 },
  placeholder: 150,
  options: { select: 100, overflow: 5, choices: 10, groups: 100 },
  option: { text: 75, value: 150, description: 75, url: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  textInput: 3_000,
} as const;
