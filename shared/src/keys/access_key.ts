import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { POLICY_WORDS } from "../people/seeded_words.ts";
import { policyNote } from "../people/system_policies.ts";
import { defineResource, form } from "../resource/define.ts";
import { KEY_INPUTS, MOST_A_MINUTE, MOST_ADDRESSES } from "./inputs.ts";

const STATE_WORDS: Labels<"active" | "revoked"> = {
  active: label("good", "有效", "Active"),
  revoked: label("neutral", "已吊销", "Revoked"),
};
const TEST_WORDS = { true: label("progress", "测试", "Test"), false: label("neutral", "正式", "Live") };

const NAME: Words = w("名称", "Name");
const POLICIES: Words = w("策略", "Policies");
const ADDRESSES: Words = w("来源地址", "Allowed addresses");
const MOST: Words = w("每分钟调用上限", "Max calls per minute");
const KIND: Words = w("用途", "Purpose");

const inputs = {
  name: { kind: "text", label: NAME, max: 64 },
  policies: {
    kind: "references",
    label: POLICIES,
    hint: w(
      "密钥只能执行这些策略允许的操作，且不能审批。您不能把自己没有的权限授予密钥。",
      "The key can do only what these policies allow, and can never approve. You can't give it permissions you don't have.",
    ),
    from: { view: "policy_cards", key: "name", title: "name", known: POLICY_WORDS, beside: policyNote },
    most: 100,
    optional: true,
  },
  addresses: {
    kind: "texts",
    label: ADDRESSES,
    hint: w(
      "IP 地址或网段，以逗号或换行分隔，例如 203.0.113.7、10.1.0.0/16。留空则不限制。",
      "IP addresses or ranges, separated by commas or line breaks, such as 203.0.113.7, 10.1.0.0/16. Leave empty for no limit.",
    ),
    most: MOST_ADDRESSES,
    split: (text: string) => text.split(/[\s,，、;；]+/).filter(Boolean),
    optional: true,
  },
  most_a_minute: { kind: "count", label: MOST, min: 1, max: MOST_A_MINUTE, initial: 600 },
} as const;

/** By what a program calls (API-1): its id and secret sign, its policies say what it may do. */
export const accessKey = defineResource({
  noun: "access_key",
  view: "access_key_cards",
  title: "name",
  number: "key_id",
  order: ["created_at", "desc"],
  words: {
    note: w(
      "程序调用 API 所用的密钥。每个密钥有自己的策略，可随时吊销。",
      "Keys that programs use to call the API. Each has its own policies and can be revoked at any time.",
    ),
    empty: w("还没有访问密钥", "No access keys yet"),
    empty_hint: w("新建访问密钥，再为它生成密钥（SK）。", "Create an access key, then generate its secret."),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    key_id: { kind: "text", label: w("密钥 ID（AK）", "Key ID (AK)"), mono: true, filter: "is" },
    test: { kind: "flag", label: KIND, values: TEST_WORDS, filter: "is" },
    policies: { kind: "texts", label: POLICIES, known: POLICY_WORDS },
    addresses: { kind: "texts", label: ADDRESSES, list: "no" },
    most_a_minute: { kind: "count", label: MOST, list: "no" },
    used_at: { kind: "time", label: w("最近使用", "Last used"), sort: true },
    used_from: {
      kind: "text",
      label: w("最近来源地址", "Last used from"),
      mono: true,
      list: "no",
      when: ({ used_from }) => used_from !== null,
    },
    secrets: { kind: "count", label: w("有效的密钥数", "Active secrets"), list: "no" },
    secret_made_at: {
      kind: "time",
      label: w("密钥生成时间", "Secret generated"),
      list: "no",
      when: ({ secret_made_at }) => secret_made_at !== null,
    },
    former_used_at: {
      kind: "time",
      label: w("旧密钥最近使用", "Old secret last used"),
      list: "no",
      when: ({ former_used_at }) => former_used_at !== null,
    },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      by: "created_by_name",
      list: "no",
      filter: "span",
      sort: true,
    },
    revoked_at: {
      kind: "time",
      label: w("吊销时间", "Revoked"),
      by: "revoked_by_name",
      list: "no",
      when: ({ revoked_at }) => revoked_at !== null,
    },
  },
  forms: {
    create: form(KEY_INPUTS.create_access_key, {
      verb: "create_access_key",
      sudo: true,
      title: w("新建访问密钥", "New access key"),
      confirm: w("新建", "Create"),
      note: w("新建访问密钥后，请为它生成密钥。", "After creating the key, generate its secret."),
      done: w("访问密钥已创建", "Access key created"),
      inputs: {
        ...inputs,
        test: {
          kind: "flag",
          label: KIND,
          hint: w("测试密钥只能用于向沙箱发送。", "A test key can send only to the sandbox."),
          values: TEST_WORDS,
          initial: false,
        },
      },
    }),
    update: form(KEY_INPUTS.update_access_key, {
      verb: "update_access_key",
      sudo: true,
      title: w("修改访问密钥", "Edit access key"),
      confirm: w("保存", "Save"),
      note: w("保存后从下一次调用起生效。", "Changes take effect from the next call."),
      done: w("访问密钥已保存", "Access key saved"),
      inputs,
    }),
  },
  story: ({ state, secrets }) =>
    state !== "active"
      ? null
      : secrets === 0
        ? label("warning", "未生成密钥，不能调用", "No secret yet, so unusable")
        : Number(secrets) > 1
          ? label(
              "progress",
              "两个密钥都有效。调用方换用新密钥后，请吊销旧密钥。",
              "Both secrets work. Revoke the old one once callers use the new one.",
            )
          : null,
  transitions: {
    rotate: {
      label: w("生成密钥", "Generate secret"),
      about: w("为访问密钥生成密钥（只显示一次）", "Generates an access key secret, shown once"),
      question: w("为「{name}」生成密钥？", "Generate a secret for “{name}”?"),
      body: w(
        "原密钥在您吊销前继续有效。查看过新密钥的人不能审批使用该密钥提交的内容。",
        "The existing secret works until you revoke it. No one who has seen the new secret can approve what's submitted with it.",
      ),
      done: w("「{name}」的密钥已生成", "Secret for “{name}” generated"),
      tone: "main",
      once: {
        key: "secret",
        label: w("密钥（SK）", "Secret (SK)"),
        note: w(
          "请将密钥交给调用方妥善保存，与密钥 ID 一起使用。密钥只显示这一次。",
          "Give this secret to the caller to store safely and use with the key ID. It is shown only once.",
        ),
      },
    },
    retire: {
      label: w("吊销旧密钥", "Revoke old secret"),
      about: w("吊销两个密钥中较旧的一个", "Revokes the older secret"),
      question: w("吊销「{name}」的旧密钥？", "Revoke the old secret of “{name}”?"),
      body: w("仍使用旧密钥的调用会立即失败。", "Calls that still use the old secret fail immediately."),
      done: w("「{name}」的旧密钥已失效", "The old secret of “{name}” no longer works"),
      tone: "danger",
    },
    revoke: {
      label: w("吊销", "Revoke"),
      title: w("吊销访问密钥", "Revoke access key"),
      about: w("立即吊销访问密钥（不可恢复）", "Revokes an access key immediately and permanently"),
      question: w("吊销「{name}」？", "Revoke “{name}”?"),
      body: w("密钥立即失效，不能恢复。", "This key stops working immediately. You can't undo this."),
      done: w("访问密钥「{name}」已吊销", "Access key “{name}” revoked"),
      tone: "danger",
      inList: true,
      from: ["active"],
      final: w("吊销后不能恢复。", "You can't restore a revoked key."),
    },
  },
});
