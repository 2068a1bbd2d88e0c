import { w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { defineResource, setting } from "../resource/define.ts";
import { PEOPLE_INPUTS } from "./inputs.ts";

/** PKG-1 (操作保护): whether ordering packages asks for the password again. */
export const operationProtection = defineResource({
  noun: "operation_protection",
  single: true,
  view: "operation_protection",
  note: w(
    "开启后，订购套餐包时须再次输入密码。任何时候都可以开启；关闭时须再次输入密码。",
    "When this is on, ordering a package requires your password again. You can turn it on at any time. Turning it off requires your password.",
  ),
  form: setting(PEOPLE_INPUTS.update_operation_protection, {
    verb: "update_operation_protection",
    done: w("操作保护设置已保存", "Password confirmation saved"),
    inputs: {
      operation_protection: {
        kind: "flag",
        label: w("操作保护", "Password confirmation"),
        option: "on",
        values: { true: label("good", "已开启", "On"), false: label("neutral", "已关闭", "Off") },
        initial: false,
      },
    },
  }),
});
