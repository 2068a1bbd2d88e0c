import type { Enum } from "../ground/enums.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import type { Tone } from "../ground/tone.ts";
import type { Network } from "../numbers/words.ts";
import { numberFileName, REJECT_REASON_WORDS } from "../numbers/words.ts";
import { SEND_STATE_WORDS, type SendOrigin, type SendState, sendTitle } from "../sends/words.ts";
import { type MessageEnd, messageAdvice, messageText } from "./message_story.ts";

/** A message to a number, as `number_story` and `find_recipient` answer it. */
export interface FoundMessage extends MessageEnd {
  readonly id: number;
  readonly send_id: string;
  readonly phone: string;
  readonly network: Network;
  readonly network_told: boolean;
  readonly handed_at: string | null;
  readonly final_at: string | null;
  readonly send_name: string;
  readonly batch_no: string;
  readonly origin: SendOrigin;
}

/** Why a send has no message to a number of its file: one of these, or the state of a send that has made none yet. */
type Silence = "gone" | "coming" | "left_out" | "none" | SendState;

interface SendOfFile {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly origin: SendOrigin;
  readonly state: SendState;
  readonly message: string | null;
  readonly why: Silence | null;
}

/** The answer of `number_story` (MSG-1). A part that the caller may not list is not there. */
export interface NumberStory {
  readonly number: string;
  /** False for a row that has no mobile number: then there is nothing else. */
  readonly is_number?: false;
  readonly messages?: readonly FoundMessage[];
  readonly replies?: readonly { readonly id: string; readonly text: string; readonly received_at: string }[];
  readonly opt_outs?: readonly { readonly id: number; readonly signature: string; readonly at: string }[];
  readonly rejects?: readonly {
    readonly file_id: string;
    readonly file_name: string;
    readonly line: number;
    readonly reason: Enum<"reject_reason">;
  }[];
  readonly files?:
    | readonly {
        readonly file_id: string;
        readonly file_name: string;
        readonly line: number;
        readonly sends: readonly SendOfFile[];
      }[]
    | null;
}

/** One answer to "why did this number get nothing": its sentence, what helps, and the page where it is done. */
export interface Reason {
  readonly key: string;
  readonly tone: Tone;
  readonly text: string;
  readonly advice: string | null;
  readonly to: string | null;
}

const ERASED = "***";

const SAYS = {
  erased: w("这个号码的数据已被抹除", "This number's data has been erased"),
  erased_advice: w(
    "除曾经退订的标记外，企业不再保存此号码的任何数据。",
    "Apart from a note that this number had opted out, we keep no data on it.",
  ),
  no_number: w("这一行没有手机号码", "This line has no mobile number"),
  no_number_advice: w(
    "只有中国大陆的手机号码会收到短信，请更正后重新导入。",
    "Only mainland China mobile numbers get messages. Fix the line and import the file again.",
  ),
  message: w("{title}：{end}", "{title}: {end}"),
  opted_out: w("已退订{signatures}", "Opted out of {signatures}"),
  opted_out_advice: w(
    "使用这些签名的任务都会跳过此号码。只有机主本人要求恢复时，才能将此号码移出退订名单。",
    "Sends with these signatures skip this number. Remove it from the opt-out list only if its owner asks you to.",
  ),
  reject: w("「{file}」第 {line} 行未采用：{reason}", "Line {line} of “{file}” was skipped: {reason}"),
  duplicate_advice: w(
    "同一文件中号码重复时，只采用最先出现的一行。",
    "When a file repeats a number, only the first line counts.",
  ),
  reject_advice: w(
    "更正这一行后重新导入，再新建任务。",
    "Fix the line and import the file again, then create a send.",
  ),
  unused: w(
    "此号码在「{file}」第 {line} 行，但还没有任务使用这个文件",
    "The number is in “{file}”, line {line}, but no send uses that file yet",
  ),
  unused_advice: w("用这个号码文件新建任务。", "Create a send with this number file."),
  nowhere: w("所有号码文件和任务均不包含这个号码", "No number file or send contains this number"),
  nowhere_advice: w(
    "请核对号码。如需发送，请先导入或输入号码，再新建任务。已按保留期限删除的数据无法查到。",
    "Check the number. To reach it, import or enter it first, then create a send. Data past its retention period can't be found.",
  ),
  unsaid: w("您可查看的数据中没有这个号码", "No data you can view contains this number"),
  unsaid_advice: w(
    "您没有查看号码文件的权限，请联系有权限的成员查询。",
    "You can't view number files. Ask a member who can view them to check.",
  ),
} as const satisfies Record<string, Words>;

const SILENCE: Partial<Record<Silence, readonly [Words, Words]>> = {
  gone: [
    w("{title}：明细已按保留期限删除", "{title}: message details were deleted after the retention period"),
    w("报表仍保留总数。", "Reports still have the totals."),
  ],
  coming: [
    w("{title}：尚未生成这个号码的短信", "{title}: the message to this number hasn't been created yet"),
    w("任务正在生成短信，请稍后再看。", "The send is creating its messages. Check again soon."),
  ],
  left_out: [
    w("{title}：缺少模板参数的值，未发送", "{title}: not sent because a template parameter has no value"),
    w(
      "在号码文件中补上这一行的值，重新导入后再发。",
      "Fill in the value on that line, import the file again and resend.",
    ),
  ],
  draft: [
    w("{title}：还是草稿", "{title}: still a draft"),
    w("提交审批，通过后才会发送。", "Submit it for approval. It's sent once approved."),
  ],
  in_review: [
    w("{title}：等待审批", "{title}: waiting for approval"),
    w("请联系审批人处理。", "Ask an approver to review it."),
  ],
  rejected: [
    w("{title}：审批未通过", "{title}: rejected"),
    w("按审批意见修改后重新提交。", "Make the changes the approver asked for and submit again."),
  ],
};
const SILENT: readonly [Words, Words] = [
  w("{title}：{state}，没有发给这个号码", "{title}: {state}, not sent to this number"),
  w("打开任务即可查看进度。", "Open the send to see its progress."),
];

/** Everything that says why a number got what it got or nothing, the most telling first: what one is told who asks after it. */
export function numberReasons(story: NumberStory, locale: Locale): Reason[] {
  if (story.is_number === false) {
    const erased = story.number === ERASED;
    const [text, advice] = erased
      ? [SAYS.erased, SAYS.erased_advice]
      : [SAYS.no_number, SAYS.no_number_advice];
    return [
      { key: "number", tone: "neutral", text: say(text, locale), advice: say(advice, locale), to: null },
    ];
  }
  const found = [
    ...messageReasons(story, locale),
    ...optOutReasons(story, locale),
    ...fileReasons(story, locale),
    ...rejectReasons(story, locale),
  ];
  if (found.length > 0) return found;
  const [text, advice] = story.files
    ? [SAYS.nowhere, SAYS.nowhere_advice]
    : [SAYS.unsaid, SAYS.unsaid_advice];
  return [
    { key: "nowhere", tone: "warning", text: say(text, locale), advice: say(advice, locale), to: null },
  ];
}

/** The last message alone: it is beside a list of all. */
function messageReasons({ messages = [] }: NumberStory, locale: Locale): Reason[] {
  return messages.slice(0, 1).map((row) => {
    const advice = messageAdvice(row);
    const title = sendTitle({ ...row, name: row.send_name }, locale);
    return {
      key: `message ${row.id}`,
      tone:
        row.state === "delivered" ? "good" : ["pending", "handed"].includes(row.state) ? "progress" : "bad",
      text: fillPlaces(say(SAYS.message, locale), { title, end: messageText(row, locale) }),
      advice: advice && say(advice, locale),
      to: `/messages/${row.id}`,
    };
  });
}

function optOutReasons({ opt_outs = [] }: NumberStory, locale: Locale): Reason[] {
  if (opt_outs.length === 0) return [];
  const signatures = listText(
    opt_outs.map(({ signature }) => `【${signature}】`),
    locale,
  );
  return [
    {
      key: "opted_out",
      tone: "warning",
      text: fillPlaces(say(SAYS.opted_out, locale), { signatures }),
      advice: say(SAYS.opted_out_advice, locale),
      to: "/opt-outs",
    },
  ];
}

function fileReasons({ files }: NumberStory, locale: Locale): Reason[] {
  return (files ?? []).flatMap(({ file_id, file_name, line, sends }) => {
    if (sends.length === 0) {
      const places = { file: numberFileName(file_name, locale), line };
      const text = fillPlaces(say(SAYS.unused, locale), places);
      const advice = say(SAYS.unused_advice, locale);
      return [{ key: file_id, tone: "warning" as const, text, advice, to: `/numbers/${file_id}` }];
    }
    return sends.flatMap((send) => {
      if (send.why === null) return [];
      const [words, advice] = SILENCE[send.why] ?? SILENT;
      const state = say(SEND_STATE_WORDS[send.state], locale);
      const text = fillPlaces(say(words, locale), { title: sendTitle(send, locale), state });
      return [
        {
          key: send.id,
          tone: "warning" as const,
          text,
          advice: say(advice, locale),
          to: `/sends/${send.id}`,
        },
      ];
    });
  });
}

function rejectReasons({ rejects = [] }: NumberStory, locale: Locale): Reason[] {
  return rejects.map(({ file_id, file_name, line, reason }) => ({
    key: `${file_id} ${line}`,
    tone: "warning",
    text: fillPlaces(say(SAYS.reject, locale), {
      file: numberFileName(file_name, locale),
      line,
      reason: say(REJECT_REASON_WORDS[reason], locale),
    }),
    advice: say(reason === "duplicate" ? SAYS.duplicate_advice : SAYS.reject_advice, locale),
    to: `/numbers/${file_id}`,
  }));
}
