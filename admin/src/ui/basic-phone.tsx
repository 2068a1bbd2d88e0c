import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { type BasicScreen, basicHtml, SCREEN_WORDS, screensOf } from "@tidings/shared/basic/preview.ts";
import {
  BASIC_PHONE_WORDS,
  BASIC_PHONES,
  type BasicPhone as PhoneKind,
} from "@tidings/shared/basic/words.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { origin } from "./client.ts";
import { useMe } from "./me.tsx";
import { Phone } from "./phone.tsx";
import { PhoneBar, usePhoneTheme } from "./phone-bar.tsx";
import { useIsDark } from "./theme.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  preview_for: w("{phone}手机上的预览", "Preview on a {phone} phone"),
  phone: w("手机", "Phone"),
  screen: w("界面", "Screen"),
  no_details: w(
    "苹果手机没有详情页，全部内容都在会话中。",
    "Apple phones have no details page, so everything is in the conversation.",
  ),
};

/** What parameters are filled with; a missing one shows its example. */
type Values = Readonly<Record<string, string>> | undefined;

interface BasicPhoneProps {
  readonly content: BasicContent;
  /** The name of the signature; null while none is chosen. */
  readonly signature: string | null;
  readonly params?: Values;
  /** Beside the theme's button. */
  readonly more?: ReactNode;
}

/** A storyboard as the five phones of BAS-3 show it, light or dark: in the conversation, and on the page behind a tap where the phone has one. */
export function BasicPhone({ content, signature, params, more }: BasicPhoneProps) {
  const t = useTranslations(words);
  const theme = usePhoneTheme();
  const [phone, setPhone] = useState<PhoneKind>("huawei");
  const [screen, setScreen] = useState<BasicScreen>("detail");
  const { dark } = theme;
  const screens = screensOf(phone);
  const shown = screens.includes(screen) ? screen : (screens[0] ?? "message");
  const html = useBasicHtml({ content, signature, params, phone, screen: shown, dark });
  const label = t("preview_for", { phone: t(BASIC_PHONE_WORDS[phone]) });
  return (
    <div className="stack" data-phone={phone}>
      <PhoneBar
        label={t("phone")}
        value={phone}
        choose={setPhone}
        options={BASIC_PHONES.map((one) => ({ value: one, label: t(BASIC_PHONE_WORDS[one]) }))}
        theme={theme}
        more={more}
        wrap
      />
      {screens.length > 1 ? (
        <Segmented<BasicScreen>
          block
          size="small"
          aria-label={t("screen")}
          value={shown}
          onChange={setScreen}
          options={screens.map((one) => ({ value: one, label: t(SCREEN_WORDS[one]) }))}
        />
      ) : (
        <span className="faint">{t("no_details")}</span>
      )}
      <Phone html={html} from={signature ?? ""} label={label} />
    </div>
  );
}

/** The top of a storyboard, as wide as its place. */
export function BasicPicture({ content, signature, label }: BasicPictureProps) {
  const html = useBasicHtml({ content, signature, phone: "apple", screen: "message", dark: useIsDark() });
  return <Phone html={html} from="" label={label} bare />;
}

interface BasicPictureProps extends Pick<BasicPhoneProps, "content" | "signature"> {
  readonly label: string;
}

interface BasicHtml extends Pick<BasicPhoneProps, "content" | "signature" | "params"> {
  readonly phone: PhoneKind;
  readonly screen: BasicScreen;
  readonly dark: boolean;
}

function useBasicHtml({ content, signature, params, phone, screen, dark }: BasicHtml): string {
  const locale = useLocale();
  const title = useMe().enterprise?.name ?? "Tidings";
  const given = JSON.stringify(params ?? {});
  return useMemo(
    () =>
      basicHtml({
        content,
        signature,
        phone,
        screen,
        params: JSON.parse(given),
        locale,
        origin,
        title,
        theme: dark ? "dark" : "light",
      }),
    [content, signature, given, phone, screen, dark, locale, title],
  );
}
