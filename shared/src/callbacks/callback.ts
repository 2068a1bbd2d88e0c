import { type Words, w } from "../ground/locale.ts";
import { reachTroubleWords } from "../ground/reach_trouble.ts";
import { addressProblem } from "../links/jump.ts";
import { SOURCE_WORDS } from "../people/words.ts";
import { defineResource, form } from "../resource/define.ts";
import { CALLBACK_INPUTS } from "./inputs.ts";
import { callbackStory } from "./stories.ts";
import {
  CALLBACK_HEALTH_WORDS,
  CALLBACK_KIND_WORDS,
  type CallbackHealth,
  LAST_TAKEN,
  WHY_NOT_TAKEN,
} from "./words.ts";

/** As long as an address may be (AddCallBack). */
export const MAX_CALLBACK_URL = 1_000;

const KIND: Words = w("配置项", "Callback");
const URL: Words = w("当前值", "Address");

/** An address that is told of receipts, resolutions, decisions about templates or replies (CBK-1, §7.2.4). */
export const callback = defineResource({
  noun: "callback",
  view: "callback_cards",
  title: "name",
  order: ["place", "asc"],
  words: {
    note: w(
      "有结果时，系统会按顺序推送到您的服务，并用密钥签名（Standard Webhooks）；推送失败时，会在 24 小时内重试。",
      "Results are pushed to your service in order, signed with its secret (Standard Webhooks). Failures are retried for 24 hours.",
    ),
    empty: w("没有回执地址", "No callbacks"),
    empty_hint: w("新企业自带全部配置项。", "New enterprises come with all callbacks."),
  },
  story: ({ health, app_id }) => callbackStory(health as CallbackHealth, app_id !== null),
  fields: {
    name: {
      kind: "text",
      label: KIND,
      list: "head",
      page: "no",
      text: ({ kind, app_name }) => {
        const { zh, en } = CALLBACK_KIND_WORDS[kind];
        return app_name === null ? { zh, en } : { zh: `${zh} · ${app_name}`, en: `${en} · ${app_name}` };
      },
      reads: ["kind", "app_name"],
    },
    kind: { kind: "choice", label: w("类型", "Type"), values: CALLBACK_KIND_WORDS, list: "no", filter: "is" },
    url: { kind: "address", label: URL, when: ({ url }) => url !== null },
    health: { kind: "choice", label: w("推送", "Push"), values: CALLBACK_HEALTH_WORDS },
    waiting: { kind: "count", label: w("等待推送", "Waiting"), list: "wide" },
    error: {
      kind: "text",
      label: WHY_NOT_TAKEN,
      list: "wide",
      when: ({ error }) => error !== null,
      text: ({ error }) => reachTroubleWords(error ?? ""),
      reads: ["error"],
    },
    taken_at: { kind: "time", label: LAST_TAKEN, list: "wide" },
    former_until: {
      kind: "time",
      label: w("旧密钥签名截止时间", "Old secret in use until"),
      list: "no",
      when: ({ former_until }) => former_until !== null,
    },
    set_at: { kind: "time", label: w("设置时间", "Set on"), by: "set_by_name", list: "wide" },
    set_from: {
      kind: "choice",
      label: w("设置来源", "Set via"),
      values: SOURCE_WORDS,
      list: "no",
      when: ({ set_from }) => set_from !== null,
    },
  },
  forms: {
    update: form(CALLBACK_INPUTS.update_callback, {
      verb: "update_callback",
      title: w("修改地址", "Edit address"),
      confirm: w("保存", "Save"),
      note: w(
        "更换地址后，须重新生成密钥才会继续推送；原地址待推送的内容不再推送。",
        "After changing the address, generate a new secret to start pushing. Anything waiting for the old address is dropped.",
      ),
      done: w("地址已保存", "Address saved"),
      inputs: {
        url: {
          kind: "text",
          label: URL,
          hint: w(
            "公网 https 地址，推荐使用域名，也可以是 IP:端口；也接受 http，但号码会明文传输。留空即不推送。",
            "A public https address, preferably with a domain; IP:port also works. HTTP is accepted too, but numbers travel unencrypted. Leave empty to push nothing.",
          ),
          max: MAX_CALLBACK_URL,
          optional: true,
          problem: (url: string) => addressProblem(url, false, MAX_CALLBACK_URL),
        },
      },
    }),
  },
  transitions: {
    rotate: {
      label: w("生成密钥", "Generate secret"),
      title: w("生成回执密钥", "Generate callback secret"),
      question: w("生成推送密钥？", "Generate push secret?"),
      body: w(
        "此后的内容（含完整号码）会推送到 {url}，并用此密钥签名；24 小时内仍同时使用原密钥签名。需要查看完整号码的权限。",
        "Once the secret is generated, events (with full numbers) are pushed to {url}, signed with it. The old secret also signs for 24 more hours. Requires permission to view full numbers.",
      ),
      about: w(
        "此后的内容（含完整号码）会推送到此地址，并用新密钥签名。",
        "Once the new secret is generated, events (with full numbers) are pushed to this address, signed with it.",
      ),
      done: w("推送已开启", "Push enabled"),
      once: {
        key: "secret",
        label: w("推送密钥", "Push secret"),
        note: w(
          "接收服务用此密钥验证签名（Standard Webhooks）。密钥只显示这一次。",
          "The receiving service verifies signatures with this secret (Standard Webhooks). It is shown only once.",
        ),
      },
    },
    resume: {
      label: w("恢复推送", "Resume push"),
      title: w("恢复回执推送", "Resume callback push"),
      question: w("恢复推送？", "Resume push?"),
      body: w(
        "停止期间的内容已保留（最多一周），将按顺序补推。",
        "Events that occurred while push was stopped were kept (for up to one week) and will be pushed in order.",
      ),
      done: w("推送已恢复", "Push resumed"),
      tone: "main",
    },
    test: {
      label: w("发送测试", "Send test"),
      title: w("推送回执测试", "Send callback test event"),
      question: w("推送一条测试内容？", "Push a test event?"),
      body: w(
        "几秒内推送一条模拟内容，结果见推送记录。",
        "A sample event is pushed within seconds. See the result in the push log.",
      ),
      done: w("测试内容已加入推送队列，结果见推送记录", "Test queued. See the result in the push log."),
      atOnce: true,
    },
    replay: {
      label: w("重新推送", "Push again"),
      question: w("重新推送一段时间内的内容？", "Push past events again?"),
      body: w(
        "按原顺序、以原来的 webhook-id 重新推送，优先于等待中的内容。推送记录保留一周。",
        "Events are pushed in the original order with the original webhook-ids, ahead of events already waiting. The push log is kept for one week.",
      ),
      done: w("已加入重新推送队列", "Queued to push again"),
      inputs: {
        since: {
          kind: "time",
          label: w("开始时间", "From"),
          hint: w("留空即从最早的记录开始。", "Leave empty to start from the earliest event."),
          optional: true,
        },
        until: {
          kind: "time",
          label: w("到", "To"),
          hint: w("留空表示到现在。", "Leave empty for the current time."),
          optional: true,
        },
      },
    },
  },
});
