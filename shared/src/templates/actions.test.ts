// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import test from "node:test";
import { ACTION_TYPES, ACTIONS, type Action } from "./actions.ts";
import { type Content, checkContent, hasErrors } from "./content.ts";
import type { Finding } from "./findings.ts";
import { NOTICE_SAMPLE } from "./samples.ts";

const LIBRARY = "/storage/v1/object/public/media/c10d0000-0000-4000-8000-000000000001/";
const clone = (content: Content): Content => JSON.parse(JSON.stringify(content));
const codes = (findings: Finding[]) => findings.map((entry) => `${entry.path} ${entry.code}`);
const errors = (findings: Finding[]) => codes(findings.filter((entry) => entry.level === "error"));
const notice = (vendors: string[], change: (slots: Record<string, unknown>) => void = () => undefined) => {
  const content = clone(NOTICE_SAMPLE);
  change(content.slots);
  return checkContent("notice", vendors, "commercial", content);
};
const withAction = (action: Action, vendors = ["huawei"]) =>
  notice(vendors, (slots) => {
    slots.buttons = [{ text: "查看", action }];
  });

test("with OPPO among the vendors only quick app, app and browser are allowed, for buttons and images", () => {
  const values: Record<string, Action> = {
    open_link: { type: "open_link", target: "https://a.example/" },
    open_quick_app: { type: "open_quick_app", target: "hap://app/com.example/" },
    open_app: { type: "open_app", target: "yunshan://home" },
    dial: { type: "dial", target: "400-800-1234" },
    send_sms: { type: "send_sms", target: "10690001", body: "你好" },
    send_mail: { type: "send_mail", target: "hello@mall.example.com" },
    calendar: {
      type: "calendar",
      target: "会员日",
      begins_at: "2026-12-01T09:00+08:00",
      ends_at: "2026-12-01 10:00",
    },
    map: { type: "map", target: "云杉商城总店", longitude: "121.47", latitude: "31.23" },
    open_browser: { type: "open_browser", target: "https://a.example/" },
    popup: { type: "popup", target: "活动规则", body: "每人一次" },
    copy: { type: "copy", target: "YS2026" },
    view_image: { type: "view_image" },
  };
  assert.deepEqual(Object.keys(values), [...ACTION_TYPES]);
  for (const [type, action] of Object.entries(values)) {
    assert.equal(hasErrors(withAction(action)), false, type);
    const allowed = ["open_quick_app", "open_app", "open_browser"].includes(type);
    assert.equal(hasErrors(withAction(action, ["huawei", "oppo"])), !allowed, type);
  }
  const onImage = notice(["oppo"], (slots) => {
    slots.image = { src: `${LIBRARY}a.png`, alt: "图", action: { type: "dial", target: "10086" } };
  });
  assert.deepEqual(errors(onImage), ["slots.image.action.type action_oppo"]);
});

test("an action without its target, or with a field that is not its own, is found", () => {
  for (const type of ACTION_TYPES) {
    const needed = ACTIONS[type].fields.filter((field) => field.required).map((field) => field.name);
    const at = "slots.buttons.0.action";
    assert.deepEqual(
      errors(withAction({ type })),
      needed.map((name) => `${at}.${name} required`),
      type,
    );
  }
  assert.deepEqual(errors(withAction({ type: "dial", target: "10086", body: "x" })), [
    "slots.buttons.0.action.body action_field",
  ]);
  const day = { type: "calendar", target: "会员日" } as const;
  assert.deepEqual(
    errors(withAction({ ...day, begins_at: "2026-12-01T09:00+08:00", ends_at: "2026-12-01 09:00" })),
    ["slots.buttons.0.action.ends_at time_order"],
  );
  assert.deepEqual(errors(withAction({ ...day, begins_at: "2026-13-01T09:00", ends_at: "明天" })), [
    "slots.buttons.0.action.begins_at time",
    "slots.buttons.0.action.ends_at time",
  ]);
});

test("a link that could run code, carry a password or be sent anywhere by a customer's data is refused", () => {
  const bad = [
    "javascript:alert(1)",
    "JAVASCRIPT://a.example/%0aalert(1)",
    "data:text/html,x",
    "ftp://a.example/",
    "//a.example/",
    "a.example",
    "https://",
    "https://user:pw@a.example/",
    "https://a.example/ b",
    "https://a.example/<x>",
    "https://${name}/",
    "https://shop.${name}.example/",
    "${name}",
  ];
  for (const target of bad) assert.equal(hasErrors(withAction({ type: "open_link", target })), true, target);
  for (const target of [
    "https://a.example/?o=${name}",
    "https://a.example/订单/${name}#x",
    "http://a.example:8080/",
  ]) {
    assert.equal(hasErrors(withAction({ type: "open_link", target })), false, target);
  }
  assert.deepEqual(codes(withAction({ type: "open_link", target: "http://a.example/" })), [
    "slots.buttons.0.action.target url_plain",
  ]);
  for (const target of ["javascript://x/%0aalert(1)", "file:///etc/passwd", "no scheme", "intent"]) {
    assert.equal(hasErrors(withAction({ type: "open_app", target })), true, target);
  }
});
