import { type Labels, label } from "../ground/tone.ts";

/** The states of an incident (`incidents.state`). */
export type IncidentState = "open" | "taken" | "closed";

export const INCIDENT_STATE_WORDS: Labels<IncidentState> = {
  open: label("bad", "待处理", "Nobody has it"),
  taken: label("warning", "处理中", "Being looked after"),
  closed: label("good", "已结束", "Ended"),
};

/** What kind of thing an incident is about (`incidents.cause`). */
export type IncidentCause = "send" | "channel" | "link" | "books";

export const INCIDENT_CAUSE_WORDS: Labels<IncidentCause> = {
  send: label("neutral", "发送任务", "A send"),
  channel: label("neutral", "通道", "A channel"),
  link: label("neutral", "短链", "Short links"),
  books: label("neutral", "账目", "The books"),
};
