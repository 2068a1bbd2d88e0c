import type { Answer } from "../ground/answer.ts";

/** Forty questions about the demo enterprise whose answers are known: the command that knows each says it itself. */

type Input = Readonly<Record<string, unknown>>;

export interface Question {
  readonly ask: string;
  /** The command that knows, and its input. Absent: nobody knows, and the assistant has to say so. */
  readonly knows?: readonly [command: string, input?: Input];
  /** What the answer has to say, of the command's own answer; absent: nothing in particular. */
  says?(answer: Answer): readonly string[];
  /** The change that has to be proposed, and nothing else. */
  readonly proposes?: readonly [command: string, input: Input];
}

const digits = (text: string | undefined) => text?.match(/\d[\d,.]*/)?.[0] ?? "";
const field = (at: number) => (answer: Answer) => [digits(answer.fields?.[at]?.value)].filter(Boolean);
const cell = (row: number, column: number) => (answer: Answer) =>
  [answer.table?.rows[row]?.[column] ?? ""].filter(Boolean);
const firstName = cell(0, 0);

export const QUESTIONS: readonly Question[] = [
  // What is there, in figures.
  { ask: "我们还剩多少智能信息解析？", knows: ["quota"], says: field(0) },
  { ask: "How much of our quota is left?", knows: ["quota"], says: field(0) },
  { ask: "Do our quota books add up?", knows: ["audit quota"] },
  { ask: "近 7 天发送了多少条？", knows: ["report", { days: 7 }], says: field(0) },
  {
    ask: "How did the last 30 days go, by template?",
    knows: ["report", { days: 30, by: "template" }],
    says: field(0),
  },
  { ask: "Which send of the last 14 days was the largest?", knows: ["report", { days: 14, by: "send" }] },
  { ask: "最近 30 天每天的发送情况？", knows: ["report", { days: 30, by: "day" }] },
  { ask: "How were our links opened in the last week?", knows: ["link-stats", { days: 7 }] },
  // Lists.
  { ask: "What waits for my decision?", knows: ["reviews"] },
  { ask: "有哪些已通过的模板？", knows: ["template list", { state: "approved" }], says: firstName },
  { ask: "Which templates are drafts?", knows: ["template list", { state: "draft" }] },
  { ask: "Show the sends that were rejected.", knows: ["sends", { state: "rejected" }] },
  { ask: "哪些发送任务是定时的？", knows: ["sends", { timing: "scheduled" }] },
  { ask: "Which number files do we have?", knows: ["number list"] },
  { ask: "我们有哪些短链域名？", knows: ["domain list"], says: firstName },
  { ask: "Are any jump links in review?", knows: ["jump list", { state: "in_review" }] },
  { ask: "Which resolve tasks did we make?", knows: ["task list"] },
  { ask: "我们有哪些短信签名？", knows: ["signature list"], says: firstName },
  { ask: "What SMS templates are there?", knows: ["sms-template list"], says: firstName },
  { ask: "有哪些短信应用？", knows: ["sms-app list"], says: firstName },
  { ask: "Who works here?", knows: ["member list"], says: firstName },
  { ask: "Is anyone invited who has not joined?", knows: ["invitation list"] },
  { ask: "What groups do we have?", knows: ["group list"], says: firstName },
  { ask: "我们买过哪些套餐包？", knows: ["package list"] },
  { ask: "What can we buy, and at what price?", knows: ["offer list"], says: firstName },
  { ask: "What have we ordered?", knows: ["order list"], says: firstName },
  { ask: "Who opted out?", knows: ["optout list"] },
  { ask: "客户最近回复了什么？", knows: ["reply list"] },
  { ask: "Is a channel sick?", knows: ["channel list"], says: firstName },
  { ask: "Which rules decide how many approvers a send needs?", knows: ["approval-rule list"] },
  { ask: "What happened that we should know of?", knows: ["alert list"] },
  { ask: "谁最近改过什么？", knows: ["audit list"] },
  { ask: "Which exports are ready?", knows: ["export list"] },
  // How something is.
  { ask: "Mate 60 能显示卡片吗？", knows: ["device", { model: "Mate 60" }] },
  { ask: "How do I cancel a send?", knows: ["help", { command: "cancel" }] },
  // What is asked to be done.
  {
    ask: "Set up the short-link domain go.example.com.",
    proposes: ["domain add", { names: "go.example.com" }],
  },
  { ask: "Speak Chinese to me from now on.", proposes: ["language", { to: "zh-CN" }] },
  { ask: "请把发送任务列表导出为 CSV。", proposes: ["export add", { what: "send" }] },
  // What nobody here knows.
  { ask: "What will the weather be in Shanghai tomorrow?" },
  { ask: "How much did our competitors send last month?" },
];
