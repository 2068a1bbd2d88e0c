import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { actionWords } from "./action_words.ts";

/** What can be wrong with a policy, each after its place, which it does not name itself. Said alike by the editor and by the database, which names the fault (`private.policy_fault`). */
export const POLICY_FAULTS = {
  object: w("策略应为 JSON 对象。", "A policy must be a JSON object."),
  version: w('应为 "1.1"。', 'Must be "1.1".'),
  statements: w("应为数组，包含 1 到 100 条声明。", "Must be an array with 1 to 100 statements."),
  key: w(
    "无法识别此字段。若予以忽略，实际权限会超出策略所写的范围。",
    "Unknown field. If it were ignored, the policy would allow more than it says.",
  ),
  statement: w(
    "应为 {Effect, Action}，可加 Resource 与 Condition。",
    "Must be {Effect, Action}. Resource and Condition are optional.",
  ),
  effect: w("应为 Allow 或 Deny。", "Must be Allow or Deny."),
  actions: w("应为数组，包含 1 到 200 个操作。", "Must be an array with 1 to 200 actions."),
  action: w(
    "“{typed}”的格式应为 服务:资源:操作，例如 KooMessage:template:list，可用 * 代表任意。",
    "“{typed}” isn't in the format service:resource:operation, such as KooMessage:template:list. Use * for any.",
  ),
  unknown: w(
    "没有名为“{typed}”的操作。拒绝项如果写错，就不会拒绝任何操作。请从可视化视图中选择，或检查拼写。",
    "No action is called “{typed}”. A misspelt Deny denies nothing. Choose an action in the visual editor or check the spelling.",
  ),
  resource: w(
    '资源只能限定为本人创建的内容：["*:*:*:*:own"]；不限定时请删去 Resource。',
    'Resource can only be limited to what the member created: ["*:*:*:*:own"]. For no limit, remove Resource.',
  ),
  not_own: w(
    "“{typed}”包含“{action}”，该操作不针对单个对象，因此不能限定为本人创建的内容。请只列出修改、提交、删除、取消、暂停、放行这类操作。",
    "“{typed}” includes “{action}”, which doesn't act on a single object, so you can't limit it to what the member created. List only actions such as edit, submit, delete, cancel, pause and release.",
  ),
  not_trial: w(
    "“{typed}”包含“{action}”，试发条件只用于“提交发送任务”。请只列出 KooMessage:sendTask:submit；放行无需条件，直接允许或拒绝即可。",
    "“{typed}” includes “{action}”, but the trial condition only applies to submitting sends. List only KooMessage:sendTask:submit. Release needs no condition, so allow or deny it directly.",
  ),
  condition: w(
    '条件只能是来源与试发：{"StringEquals": {"tidings:Source": ["session", "slack", "discord"], "tidings:Trial": ["yes"]}}，可只写其一。来源可列出其中若干项，不可重复；试发为 "yes" 或 "no"。其他条件（时间、地址等）不会生效，因此不允许使用。',
    'Conditions can only be source and trial: {"StringEquals": {"tidings:Source": ["session", "slack", "discord"], "tidings:Trial": ["yes"]}}. You can use either one alone. List one or more of these sources, without repeats. Trial is "yes" or "no". Other conditions (time, address and so on) are not enforced, so they are not accepted.',
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
