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

const KIND: Words = w("配置项", "What is told");
const URL: Words = w("当前值", "Address");

/** An address that is told of receipts, resolutions, decisions about templates or replies (CBK-1, §7.2.4). */
export const callback = defineResource({
  noun: "callback",
  view: "callback_cards",
  title: "name",
  order: ["place", "asc"],
  words: {
    note: w(
      "有结果时，系统按顺序推送到您的服务，并用密钥签名（Standard Webhooks）；未成功的会在 24 小时内重试。",
      "Your services are told as things happen: in order, signed (Standard Webhooks), tried again for 24 hours.",
    ),
    empty: w("没有回执地址", "No callback"),
    empty_hint: w("新企业自带各配置项。", "A new enterprise has a row of each kind."),
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
    kind: { kind: "choice", label: w("类型", "Kind"), values: CALLBACK_KIND_WORDS, list: "no", filter: "is" },
    url: { kind: "address", label: URL, when: ({ url }) => url !== null },
    health: { kind: "choice", label: w("推送", "Posting"), values: CALLBACK_HEALTH_WORDS },
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
      label: w("旧密钥同时签名至", "Former secret signs until"),
      list: "no",
      when: ({ former_until }) => former_until !== null,
    },
    set_at: { kind: "time", label: w("设置时间", "Set"), by: "set_by_name", list: "wide" },
    set_from: {
      kind: "choice",
      label: w("设置来源", "Set from"),
      values: SOURCE_WORDS,
      list: "no",
      when: ({ set_from }) => set_from !== null,
    },
  },
  forms: {
    update: form(CALLBACK_INPUTS.update_callback, {
      verb: "update_callback",
      title: w("修改地址", "Edit the address"),
      confirm: w("保存", "Save"),
      note: w(
        "更换地址后，须重新生成密钥才会推送；原地址等待中的内容不再推送。",
        "Another address needs a new secret before anything is posted; what waits for the former one is dropped.",
      ),
      done: w("地址已保存", "The address is saved"),
      inputs: {
        url: {
          kind: "text",
          label: URL,
          hint: w(
            "公网 https 地址，推荐使用域名，也可以是 IP:端口；也接受 http，但号码会明文传输。留空即不推送。",
            "A public https address, of a domain or of IP:port. Over http, which is taken too, numbers travel readable. Empty: nothing is posted.",
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
      label: w("生成密钥", "Make a secret"),
      title: w("生成回执密钥", "Make a secret of a callback"),
      question: w("生成推送密钥？", "Make a secret for the posts?"),
      body: w(
        "此后的内容（含完整号码）会推送到 {url}，并用此密钥签名；原密钥再同时签名 24 小时。需要查看完整号码的权限。",
        "From then on {url} is told, with whole numbers, signed with this secret. A former one signs too for 24 hours. It takes the right to see whole numbers.",
      ),
      about: w(
        "此后的内容（含完整号码）会推送到该地址，并用新密钥签名。",
        "From then on the address is told, with whole numbers, signed with this secret.",
      ),
      done: w("推送已开启", "The address is told from now on"),
      once: {
        key: "secret",
        label: w("推送密钥", "Secret of the posts"),
        note: w(
          "接收服务用它验证签名（Standard Webhooks）。此密钥只显示这一次。",
          "The service at that address checks signatures with it (Standard Webhooks). This secret is shown this once.",
        ),
      },
    },
    resume: {
      label: w("恢复推送", "Resume"),
      title: w("恢复回执推送", "Resume posts to a callback"),
      question: w("恢复推送？", "Post again?"),
      body: w(
        "停止期间的内容已保留（最多一周），将按顺序补推。",
        "What happened meanwhile was kept, for a week at most, and is posted in its order.",
      ),
      done: w("推送已恢复", "It is posted again"),
      tone: "main",
    },
    test: {
      label: w("发送测试", "Post a test"),
      title: w("推送回执测试", "Post a test to a callback"),
      question: w("推送一条测试内容？", "Post a test?"),
      body: w(
        "几秒内推送一条虚构的内容，结果见推送记录。",
        "An invented event is posted within seconds; the log of posts says what came of it.",
      ),
      done: w("测试已排队推送，结果见推送记录", "The test is on its way: see the log of posts"),
      atOnce: true,
    },
    replay: {
      label: w("重新推送", "Post again"),
      question: w("重新推送一段时间内的内容？", "Post again what was posted in a time?"),
      body: w(
        "按原顺序、以原来的 webhook-id 重新推送，先于等待中的内容。推送记录保留一周。",
        "In its order, with the same webhook-ids, before what waits. Posts are kept for a week.",
      ),
      done: w("已排队重新推送", "It is on its way again"),
      inputs: {
        since: {
          kind: "time",
          label: w("从", "From"),
          hint: w("留空即从最早的记录开始。", "Empty: from the first post there is."),
          optional: true,
        },
        until: {
          kind: "time",
          label: w("到", "Until"),
          hint: w("留空即到现在。", "Empty: until now."),
          optional: true,
        },
      },
    },
  },
});
