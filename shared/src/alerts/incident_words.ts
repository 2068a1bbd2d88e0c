import { type Labels, label } from "../ground/tone.ts";

/** The states of an incident (`incidents.state`). */
export type IncidentState = "open" | "taken" | "closed";

export const INCIDENT_STATE_WORDS: Labels<IncidentState> = {
  open: label("bad", "待处理", "Open"),
  taken: label("warning", "处理中", "In progress"),
  closed: label("good", "已结束", "Closed"),
};

/** What kind of thing an incident is about (`incidents.cause`). */
export type IncidentCause = "send" | "channel" | "link" | "books";

export const INCIDENT_CAUSE_WORDS: Labels<IncidentCause> = {
  send: label("neutral", "发送任务", "Send"),
  channel: label("neutral", "通道", "Channel"),
  link: label("neutral", "短链", "Short link"),
  books: label("neutral", "账目", "Quota ledger"),
};
