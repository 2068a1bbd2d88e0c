import type { Locale } from "@tidings/shared/locale.ts";
import en from "antd/es/locale/en_US.js";
import zh from "antd/es/locale/zh_CN.js";
import "dayjs/locale/zh-cn.js";
import type { ConfigProviderProps } from "antd";
import { dayjs } from "../ui/time.ts";

type AntLocale = NonNullable<ConfigProviderProps["locale"]>;

/** antd's own words in `locale`; dayjs, which antd's calendars speak through, follows. */
export function antLocale(locale: Locale): AntLocale {
  dayjs.locale(locale === "zh-CN" ? "zh-cn" : "en");
  // The declarations of antd/es count as CommonJS, so the compiler sees a wrapper that is not there.
  return (locale === "zh-CN" ? zh : en) as unknown as AntLocale;
}
