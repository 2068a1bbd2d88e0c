import type { Enum } from "../ground/enums.ts";
import { fillPlaces, type Locale, listText, say, type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { actionWords } from "./action_words.ts";

/** The steps to the first message (OVW-1, 流程指引), in the order of `beginning()`. */
export const BEGINNING_STEPS = [
  "enterprise",
  "people",
  "filing",
  "channel",
  "app",
  "signature",
  "sms_template",
  "template",
  "send",
] as const;
export type BeginningStep = (typeof BEGINNING_STEPS)[number];

/** How far a step is. `waiting`: for somebody else. `returned`: it was rejected. */
export const BEGINNING_STATES = {
  done: label("good", "已完成", "Done"),
  waiting: label("progress", "处理中", "In progress"),
  returned: label("bad", "被驳回", "Rejected"),
  open: label("neutral", "待办", "To do"),
} satisfies Labels<string>;
export type BeginningState = keyof typeof BEGINNING_STATES;

/** The page of the panel that leads to where an enterprise files for this use. */
export const filingPath = (form: Enum<"filing_form">): string => `/filings/for/${form}`;

/** A step as `beginning()` answers it. */
export interface StepNow {
  readonly step: BeginningStep;
  readonly state: BeginningState;
  /** The right that it takes, as its transition declares it; null for what anybody may do. */
  readonly needs: string | null;
  /** Has the person who asks that right? */
  readonly may: boolean;
  /** Else some who have it, where the person may know. */
  readonly who: readonly string[];
}

/** What `beginning()` answers. */
export interface Beginning {
  /** Has a message gone out? */
  readonly sent: boolean;
  readonly steps: readonly StepNow[];
}

interface StepWords {
  readonly title: Words;
  readonly note: Words;
  /** The page of the panel where it is done, and where it is looked at afterwards. */
  readonly to: string;
  readonly seen: string;
  /** There is one of it alone, so that what was sent back is changed where it was made. */
  readonly single?: true;
  /** What is typed in chat or in the terminal for it. */
  readonly command: string;
}

/** What each step is called, why it is needed, and where it is done. */
export const BEGINNING_WORDS: Readonly<Record<BeginningStep, StepWords>> = {
  enterprise: {
    title: w("开通企业", "Create an enterprise"),
    note: w("名称与时区可随时修改。", "You can change the enterprise's name and time zone at any time."),
    to: "/enterprise",
    seen: "/enterprise",
    command: "enterprise",
  },
  people: {
    title: w("邀请同事", "Invite a colleague"),
    note: w(
      "提交的内容须由另一位成员审核。若由您提交，请邀请可以审核的成员（加入用户组「审核员」或「所有者」）。",
      "Another member must review what you submit. If you're the one who submits, invite someone who can review it (in the Reviewers or Owners group).",
    ),
    to: "/invitations/new",
    seen: "/members",
    command: "invite",
  },
  filing: {
    title: w("企业备案", "Enterprise filing"),
    note: w(
      "选择「智能信息-发送任务」并上传资料，审核通过后才能发送。",
      "Choose “Rich messages: sends” and upload the documents. You can send once the filing is approved.",
    ),
    to: filingPath("send_task"),
    seen: "/filings",
    single: true,
    command: "filing add",
  },
  channel: {
    title: w("接入通道", "Connect a channel"),
    note: w(
      "消息经通道提交给运营商；沙箱通道仅供试用。",
      "Messages go to the carrier through a channel. The sandbox channel is for testing only.",
    ),
    to: "/channels",
    seen: "/channels",
    command: "channel list",
  },
  app: {
    title: w("创建短消息应用", "Create an SMS application"),
    note: w(
      "签名和短消息模板都归属于应用。应用只需取一个名称，无需审核。",
      "Signatures and SMS templates belong to an application. An application needs only a name and isn't reviewed.",
    ),
    to: "/sms-apps/new",
    seen: "/sms-apps",
    command: "sms-app add",
  },
  signature: {
    title: w("申请短消息签名", "Request an SMS signature"),
    note: w(
      "接收人看到的名称，写在短消息开头的【】中。申请时需要营业执照扫描件。",
      "The name recipients see in 【】 at the start of a message. You need a scan of the business licence.",
    ),
    to: "/signatures/new",
    seen: "/signatures",
    command: "signature add",
  },
  sms_template: {
    title: w("申请短消息模板", "Request an SMS template"),
    note: w(
      "在不支持卡片的手机上显示的文字，其中的链接由系统填入。",
      "The text shown on phones that don't support cards. The system inserts the link.",
    ),
    to: "/sms-templates/new",
    seen: "/sms-templates",
    command: "sms-template add",
  },
  template: {
    title: w("制作卡片模板", "Create a card template"),
    note: w(
      "选择版式并填写内容，先由内部审核，再由手机厂商审核。",
      "Choose a layout and fill it in. The template is reviewed internally first, then by the phone vendors.",
    ),
    to: "/templates/new",
    seen: "/templates",
    command: "template add",
  },
  send: {
    title: w("试发第一条消息", "Send the first message"),
    note: w(
      "输入几个号码并选择试发，经另一位成员审批后发出。",
      "Enter a few numbers and choose a trial send. The message goes out once another member approves it.",
    ),
    to: "/sends/new",
    seen: "/sends",
    command: "send",
  },
};

/** Where a step leads now: to making it, or to what was made. */
export function beginningPath({ step, state }: Pick<StepNow, "step" | "state">): string {
  const { to, seen, single } = BEGINNING_WORDS[step];
  return state === "open" || (single && state === "returned") ? to : seen;
}

/** What has to be done before a step can be: its form would have nothing to choose. */
const NEEDS: Readonly<Partial<Record<BeginningStep, readonly BeginningStep[]>>> = {
  signature: ["app"],
  sms_template: ["signature"],
  send: ["filing", "channel", "sms_template", "template"],
};

/** The steps to go on with: those sent back, or to do and possible now. */
function openSteps({ steps }: Beginning): StepNow[] {
  const done = new Set(steps.filter(({ state }) => state === "done").map(({ step }) => step));
  return steps.filter(
    ({ step, state }) =>
      state === "returned" || (state === "open" && (NEEDS[step] ?? []).every((need) => done.has(need))),
  );
}

/** The step to go on with, of those that this person may do. Undefined: all else waits for somebody. */
export function nextStep(begun: Beginning): StepNow | undefined {
  return openSteps(begun).find(({ may }) => may);
}

/** Has this person any of the steps to do, now or later? A reviewer has none: the way is somebody else's, and theirs is what waits. */
export const hasSteps = ({ steps }: Beginning): boolean =>
  steps.some(({ needs, may }) => needs !== null && may);

/** The step to go on with where others have to do it. Undefined also where this person may do one. */
export function stepOfOthers(begun: Beginning): StepNow | undefined {
  return nextStep(begun) ? undefined : openSteps(begun)[0];
}

/** Who can do the step that goes on, where the person who reads it may not. */
export function othersText({ step, needs, who }: StepNow, locale: Locale): string {
  const right = needs === null ? "" : say(actionWords(needs), locale);
  return fillPlaces(say(NEXT_STEP_WORDS.others, locale), {
    step: say(BEGINNING_WORDS[step].title, locale),
    who: who.length > 0 ? listText(who, locale) : fillPlaces(say(NEXT_STEP_WORDS.whoever, locale), { right }),
  });
}

/** What is told beside what was just made, while nothing was sent yet. */
export const NEXT_STEP_WORDS = {
  next: w("下一步：{step}", "Next: {step}"),
  others: w("下一步：{step}，可由{who}完成。", "Next: {step}. This can be done by {who}."),
  whoever: w("有「{right}」权限的成员", "members with the permission “{right}”"),
  decide: w("等待您审核：{title}", "Waiting for your review: {title}"),
  waits: w(
    "等待审核：{steps}。通过后可继续下一步。",
    "In review: {steps}. The next step is available after approval.",
  ),
} as const satisfies Record<string, Words>;

const PLACES = new Set(
  BEGINNING_STEPS.flatMap((step) => [BEGINNING_WORDS[step].to, BEGINNING_WORDS[step].seen]).map(
    (path) => path.split("/")[1],
  ),
);

/** Does this path of the panel show what a step is about? Its forms do not: there one is at work. */
export function isOfBeginning(path: string): boolean {
  const [, section, ...rest] = path.split("/");
  return PLACES.has(section) && !rest.includes("new") && !rest.includes("edit");
}
