import { type Words, w } from "../ground/locale.ts";
import type { Brand } from "./rules.ts";

const settingsApps = w("设置 > 应用和服务", "Settings > Apps & services");

/** Where the phone shows the version of its message app (§5), for the brands that the guide describes. */
export const HOW_TO_FIND_APP: Readonly<Partial<Record<Brand, Words>>> = {
  huawei: {
    zh: `${settingsApps.zh}，下滑选择「消息 > 应用信息 > 信息版本」`,
    en: `${settingsApps.en}, then scroll down to Messages > App info > Version`,
  },
  honor: {
    zh: `${settingsApps.zh}，下滑选择「消息 > 应用信息 > 信息版本」`,
    en: `${settingsApps.en}, then scroll down to Messages > App info > Version`,
  },
  xiaomi: w(
    "设置 > 应用设置 > 应用管理，下滑选择「短信 > 应用信息 > 短信版本」",
    "Settings > Apps > Manage apps, then scroll down to Messaging > App info > Version",
  ),
};

/** Where other phones show it: the guide describes them not, and their menus differ in names only. */
export const HOW_TO_FIND_APP_ELSEWHERE: Words = w(
  "设置 > 应用 > 应用管理，显示系统应用，选择「信息」或「短信」，版本号在应用详情中",
  "Settings > Apps > Manage apps, then show system apps and choose Messages; the version is in the app details",
);

/** Where every phone shows its system and Android versions. */
export const HOW_TO_FIND_SYSTEM: Words = w("设置 > 关于手机（或关于本机）", "Settings > About phone");

/** Honor on Magic OS: where the phone shows the version of the smart-SMS plug-in. */
export const HOW_TO_FIND_PLUGIN: Words = w(
  "设置 > 应用，右上角选择「查看系统应用」，搜索「智能短信插件」",
  "Settings > Apps, choose Show system apps at the top right and search for the smart SMS plug-in",
);
