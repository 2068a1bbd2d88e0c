import { type Words, w } from "../ground/locale.ts";
import { type Label, label } from "../ground/tone.ts";
import { knownWords } from "../resource/known.ts";
import { OWN_ROWS, SOURCE_KEY, SOURCES, type Source, TRIAL_KEY } from "./policy.ts";
import { EFFECT_WORDS, limitWords, POLICY_SOURCE_WORDS, POLICY_TRIAL_WORDS } from "./policy_texts.ts";
import { GROUP_WORDS, POLICY_WORDS } from "./seeded_words.ts";

/** A statement about the action, as a group of the member carries it. */
export interface ExplainedStatement {
  readonly group: string;
  readonly policy_id: string;
  readonly policy: string;
  /** 1 for the first of the policy. */
  readonly statement: number;
  readonly effect: "Allow" | "Deny";
  readonly own: boolean;
  readonly sources: readonly Source[] | null;
  /** Only about sends with a trial, or without one; null for both. */
  readonly trial: boolean | null;
}

/** From where it is asked, whether about a row of the member's own making, and whether about a send with a trial (null: about no send). */
export interface ExplainedCase {
  readonly source: Source;
  readonly mine: boolean;
  readonly trial: boolean | null;
  readonly allowed: boolean;
  /** The statements that decide it, by their place in the list. */
  readonly by: readonly number[];
}

/** What `explain_right` answers: the law's own decision, and why. */
export interface Explained {
  readonly action: string;
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly state: "active" | "disabled" | "left";
    readonly confirmed: boolean;
  };
  readonly statements: readonly ExplainedStatement[];
  readonly cases: readonly ExplainedCase[];
}

/** One of the members whom `who_can` names. */
export interface AbleMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly always: boolean;
  readonly mine_only: boolean;
  readonly sources: readonly Source[];
  readonly trial: boolean | null;
}

const YES = label("good", "可以", "Allowed");
const NO = label("bad", "不可以", "Not allowed");
const SOMETIMES = label("warning", "视情况而定", "It depends");

/** May, may not, or it depends. */
export function verdictOf({ cases }: Explained): Label {
  if (cases.every(({ allowed }) => allowed)) return YES;
  return cases.some(({ allowed }) => allowed) ? SOMETIMES : NO;
}

/** Cases that are decided alike by the same statements. */
export interface Outcome {
  readonly allowed: boolean;
  /** In which cases; null for all of them. */
  readonly when: Words | null;
  readonly why: Words;
}

/** What is decided, and by what: one outcome where all cases agree. */
export function outcomesOf(explained: Explained): Outcome[] {
  const { cases } = explained;
  const alike = Map.groupBy(cases, ({ allowed, by }) => `${allowed} ${by.join()}`);
  return [...alike.values()].map((some) => {
    const [{ allowed, by } = { allowed: false, by: [] }] = some;
    return {
      allowed,
      when: some.length === cases.length ? null : whenWords(some, cases),
      why: whyWords(explained, by),
    };
  });
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function whenWords(some: readonly ExplainedCase[], all: readonly ExplainedCase[]): Words {
  const sources = unique(some.map(({ source }) => source));
  const mines = unique(some.map(({ mine }) => mine));
  const trials = unique(some.map(({ trial }) => trial));
  // Not every place with every row: each by itself.
  if (some.length > 1 && some.length !== sources.length * mines.length * trials.length)
    return joined(some.map((one) => whenWords([one], all)));
  const from = sources.length < unique(all.map(({ source }) => source)).length;
  const about = mines.length < unique(all.map(({ mine }) => mine)).length;
  const rows = mines[0] ? w("本人创建的内容", "created by them") : w("他人创建的内容", "created by others");
  const places = {
    zh: `来源：${sources.map((source) => POLICY_SOURCE_WORDS[source].zh).join("、")}`,
    en: `from ${sources.map((source) => POLICY_SOURCE_WORDS[source].en).join(" or ")}`,
  };
  const tried = trials.length < unique(all.map(({ trial }) => trial)).length;
  const parts = [
    ...(about ? [rows] : []),
    ...(tried ? [POLICY_TRIAL_WORDS[trials[0] ? "yes" : "no"]] : []),
    ...(from ? [places] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
}

const joined = (all: readonly Words[]): Words => ({
  zh: all.map(({ zh }) => zh).join("；"),
  en: all.map(({ en }) => en).join("; "),
});

function whyWords({ member, statements }: Explained, by: readonly number[]): Words {
  if (member.state !== "active")
    return { zh: `${member.name} 不是已启用的成员`, en: `${member.name} isn't an active member` };
  if (!member.confirmed) return w("邮箱未确认", "the email address isn't confirmed");
  const deciding = by.flatMap((place) => statements[place] ?? []);
  if (deciding.length === 0)
    return w("所在用户组的策略均不允许此操作", "no policy in their groups allows this");
  return joined(
    deciding.map(({ effect, statement, ...of }) => {
      const [policy, group] = [knownWords(POLICY_WORDS, of.policy), knownWords(GROUP_WORDS, of.group)];
      return {
        zh: `用户组“${group.zh}”的策略“${policy.zh}”第 ${statement} 条${EFFECT_WORDS[effect].zh}此操作`,
        en: `statement ${statement} of policy “${policy.en}” in group “${group.en}” ${EFFECT_WORDS[effect].en.toLowerCase()} it`,
      };
    }),
  );
}

interface Limits {
  readonly own: boolean;
  readonly sources: readonly Source[] | null;
  readonly trial: boolean | null;
}

const limitsOf = ({ own, sources, trial }: Limits): Words[] =>
  limitWords({
    Effect: "Allow",
    Action: [],
    ...(own ? { Resource: [OWN_ROWS] as [typeof OWN_ROWS] } : {}),
    Condition: {
      StringEquals: {
        ...(sources ? { [SOURCE_KEY]: [...sources] } : {}),
        ...(trial === null
          ? {}
          : { [TRIAL_KEY]: [trial ? ("yes" as const) : ("no" as const)] as ["yes" | "no"] }),
      },
    },
  });

/** What limits a statement of the list; nothing where it holds always. */
export function statementLimits({ own, sources, trial }: ExplainedStatement): Words[] {
  return limitsOf({ own, sources, trial });
}

/** In which cases a member may; null for all of them. */
export function ableWords({ always, mine_only, sources, trial }: AbleMember): Words | null {
  if (always) return null;
  const parts = limitsOf({
    own: mine_only,
    sources: sources.length < SOURCES.length ? sources : null,
    trial,
  });
  if (parts.length === 0) return w("视情况而定", "it depends");
  return { zh: parts.map(({ zh }) => zh).join("，"), en: parts.map(({ en }) => en).join(", ") };
}
