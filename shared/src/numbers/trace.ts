import { type Labels, label } from "../ground/tone.ts";

/** What `trace_recipient` counts of one number (RET-1). */
export const TRACED_WORDS: Labels<
  "delivery" | "number_file" | "number_reject" | "link" | "reply" | "opt_out"
> = {
  delivery: label("neutral", "发送明细", "Messages"),
  number_file: label("neutral", "号码文件中的行", "Number file lines"),
  number_reject: label("neutral", "未采用的行", "Skipped lines"),
  link: label("neutral", "个性化短链", "Personal links"),
  reply: label("neutral", "上行回复", "Replies"),
  opt_out: label("neutral", "退订", "Opt-outs"),
};

/** The answer of `trace_recipient`: the number masked, and of each kind how much there is and since when. */
export interface Trace {
  readonly number: string;
  readonly found: readonly {
    readonly what: keyof typeof TRACED_WORDS;
    readonly count: number;
    readonly first_at: string | null;
    readonly last_at: string | null;
  }[];
}
