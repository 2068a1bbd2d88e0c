import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { actionWords } from "./action_words.ts";

/** What can be wrong with a policy, each after its place, which it does not name itself. Said alike by the editor and by the database, which names the fault (`private.policy_fault`). */
export const POLICY_FAULTS = {
  object: w("策略应为 JSON 对象。", "A policy is a JSON object."),
  version: w('应为 "1.1"。', 'This has to be "1.1".'),
  statements: w("应为数组，有 1 到 100 条。", "Name 1 to 100 statements, as a list."),
  key: w(
    "不认识这个字段：未被执行的限制会放行比字面更多的操作。",
    "There is no such field in a policy: a limit that nobody evaluates would allow more than is written.",
  ),
  statement: w(
    "应为 {Effect, Action}，可加 Resource 与 Condition。",
    "This has to be {Effect, Action}, and may have Resource and Condition.",
  ),
  effect: w("应为 Allow 或 Deny。", "This is either Allow or Deny."),
  actions: w("应为数组，写明 1 到 200 个操作。", "Name 1 to 200 actions, as a list."),
  action: w(
    "“{typed}”不是 服务:资源:操作，例如 KooMessage:template:list，可用 * 代表任意。",
    "“{typed}” is not service:resource:operation, such as KooMessage:template:list, with * for any.",
  ),
  unknown: w(
    "没有任何操作叫“{typed}”：写错的拒绝项什么也不会拒绝。请从可视化视图中选择，或检查拼写。",
    "No action is called “{typed}”, and a misspelt Deny would deny nothing. Choose it in the visual view, or check its spelling.",
  ),
  resource: w(
    '资源只能限定为本人创建的：["*:*:*:*:own"]；不限定时请删去 Resource。',
    'A resource can only be what the person made: ["*:*:*:*:own"]. Leave Resource out for all rows.',
  ),
  not_own: w(
    "“{typed}”包含“{action}”，它不是针对单个对象的操作，不能限定为本人创建的。请只列出修改、提交、删除、取消、暂停、放行这类操作。",
    "“{typed}” includes “{action}”, which is not about one row at a time, so it cannot be limited to what the person made. Name acts such as change, submit, delete, cancel, pause and release.",
  ),
  not_trial: w(
    "“{typed}”包含“{action}”，试发条件只用于“提交发送任务”。请只列出 KooMessage:sendTask:submit；放行无需条件，直接允许或拒绝即可。",
    "“{typed}” includes “{action}”, but the condition on trials is for submitting send tasks. Name KooMessage:sendTask:submit alone; a release needs no condition, allow or deny it as it is.",
  ),
  condition: w(
    '条件只能是来源与试发：{"StringEquals": {"tidings:Source": ["session", "slack", "discord"], "tidings:Trial": ["yes"]}}，可只写其一；来源取其中若干、不重复，试发为 "yes" 或 "no"。其他条件（时间、地址等）不会被执行，因此不接受。',
    'The conditions are the place and the trial: {"StringEquals": {"tidings:Source": ["session", "slack", "discord"], "tidings:Trial": ["yes"]}}, one of them or both; of the places some of them, each once, of the trial "yes" or "no". Others (hours, addresses) are not evaluated, so they are not taken.',
  ),
} as const satisfies Record<string, Words>;
export type PolicyFault = keyof typeof POLICY_FAULTS;

/** A fault as a sentence about what was typed; the action that it names as a sentence too. */
export function faultWords(
  fault: PolicyFault,
  { typed, action }: { typed?: unknown; action?: unknown },
): Words {
  const { zh, en } = POLICY_FAULTS[fault];
  const does = actionWords(String(action));
  return { zh: fillPlaces(zh, { typed, action: does.zh }), en: fillPlaces(en, { typed, action: does.en }) };
}

/** Is it the name of a fault? */
export function isPolicyFault(name: string): name is PolicyFault {
  return Object.hasOwn(POLICY_FAULTS, name);
}
