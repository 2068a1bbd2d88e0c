import { NOTICE_WORDS, type Notice } from "@tidings/shared/alerts/notices.ts";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { type Label, labelOf } from "@tidings/shared/ground/tone.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { stopWords } from "@tidings/shared/sends/stops.ts";
import type { Answer } from "../../ground/answer.ts";
import { hinted } from "../../registry/hints.ts";
import { toneOf, type View } from "../view.ts";

const SAYS = {
  title: w("{what}：{name}", "{what}: {name}"),
  kind: w("类型", "Type"),
  state: w("状态", "State"),
  by: w("操作人", "Done by"),
  system: w("系统", "the system"),
  vendors: w("手机厂商", "the phone vendors"),
  withVendors: w("已通过，厂商审核中", "Approved, in vendor review"),
  available: w("厂商已通过，可以使用", "Approved by vendors, ready to use"),
  reason: w("原因", "Reason"),
  when: w("时间", "Time"),
  show: w("查看", "Show"),
  quiet: w("如不想再收到此类消息，请执行：`notices`", "To get fewer messages: `notices`"),
} as const satisfies Record<string, Words>;

/** The facts of a notice (`private.tell_maker`). */
interface Facts {
  readonly name?: string;
  readonly state?: string;
  readonly verb?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly values?: unknown;
}

interface Told {
  readonly resource_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: string;
}

/** What the maker of a row is told in a direct message (C10): what became of it, by whom and why, with a button to see it. */
export function noticeAnswer(view: View, notice: Notice, noun: Noun, alert: Told): Answer {
  const { locale } = view;
  const facts = alert.details as Facts;
  const words = NOTICE_WORDS[notice];
  const name = facts.name ?? say(NOUNS[noun].one, locale);
  const why = reasonOf(facts, locale);
  const state = facts.state === undefined ? undefined : stateOf(noun, facts.state);
  const field = (label: Words, value: string | undefined) =>
    value === undefined ? [] : [{ label: say(label, locale), value }];
  return {
    tone: toneOf(words),
    title: fillPlaces(say(SAYS.title, locale), { what: say(whatOf(words, facts), locale), name }),
    fields: [
      ...field(SAYS.kind, say(NOUNS[noun].one, locale)),
      ...field(SAYS.state, state && say(state, locale)),
      ...field(
        SAYS.by,
        isOfVendors(facts) ? say(SAYS.vendors, locale) : (facts.by ?? say(SAYS.system, locale)),
      ),
      ...field(SAYS.reason, why),
      ...field(SAYS.when, timeText(alert.at, view.zone)),
    ],
    note: hinted(SAYS.quiet, view),
    ...(alert.resource_id === null
      ? {}
      : {
          actions: [
            {
              command: "show",
              input: { resource: alert.resource_id },
              label: say(SAYS.show, locale),
              beside: true,
            },
          ],
        }),
  };
}

const isOfVendors = ({ verb }: Facts) => verb === "vendor_approve" || verb === "vendor_reject";

/** A template is approved twice: by a member, and then by the vendors on whose phones it is shown. */
function whatOf(words: Words, { verb, state }: Facts): Words {
  if (verb === "vendor_approve") return SAYS.available;
  return state === "vendor_review" ? SAYS.withVendors : words;
}

function reasonOf({ code, values, reason }: Facts, locale: Locale): string | undefined {
  if (code === undefined) return reason;
  return stopWords({ code, details: values, reason: reason ?? "—" }, locale);
}

/** What a state is called on the page of its noun. */
function stateOf(noun: Noun, state: string): Label | undefined {
  const field = DECLARED[noun].fields.state;
  return field?.kind === "choice" ? labelOf(field.values, state) : undefined;
}
