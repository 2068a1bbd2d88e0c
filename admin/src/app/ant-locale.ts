import type { Locale } from "@tidings/shared/ground/locale.ts";
import en from "antd/es/locale/en_US.js";
import zh from "antd/es/locale/zh_CN.js";
import "dayjs/locale/zh-cn.js";
import type { ConfigProviderProps } from "antd";
import { dayjs } from "../ui/time.ts";

type AntLocale = NonNullable<ConfigProviderProps["locale"]>;

/** antd's own texts in `locale`. Also sets the locale of dayjs, which antd's calendars use. */
export function antLocale(locale: Locale): AntLocale {
  dayjs.locale(locale === "zh-CN" ? "zh-cn" : "en");
  // TypeScript reads the declarations of antd/es as CommonJS and expects a `default` wrapper that does not exist.
  return (locale === "zh-CN" ? zh : en) as unknown as AntLocale;
}
