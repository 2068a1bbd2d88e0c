import { MoonOutlined, SunOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Flex, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useIsDark } from "./theme.ts";
import { useTranslations } from "./words.ts";

const words = { dark: w("深色模式", "Dark mode") };

interface PhoneBarProps<Kind extends string> {
  /** What is chosen here; needless where the choices say it. */
  readonly label?: string;
  readonly value: Kind;
  readonly choose: (kind: Kind) => void;
  readonly options: readonly { readonly value: Kind; readonly label: string }[];
  readonly theme: PhoneTheme;
  readonly more?: ReactNode;
  /** Where there is no room, what follows goes into the next line. */
  readonly wrap?: boolean;
}

interface PhoneTheme {
  readonly dark: boolean;
  readonly turn: () => void;
}

/** The theme of a phone: it begins in the panel's own. */
export function usePhoneTheme(): PhoneTheme {
  const [turned, setTurned] = useState(false);
  return { dark: useIsDark() !== turned, turn: () => setTurned(!turned) };
}

/** Above a preview: which phone shows it, and whether in the dark. */
export function PhoneBar<Kind extends string>(props: PhoneBarProps<Kind>) {
  const { label, value, choose, options, theme, more, wrap } = props;
  const t = useTranslations(words);
  return (
    <Flex gap={8} wrap={wrap}>
      <Segmented<Kind>
        className="vendor-tabs"
        size="small"
        aria-label={label}
        value={value}
        onChange={choose}
        options={[...options]}
      />
      <Button
        size="small"
        icon={theme.dark ? <MoonOutlined /> : <SunOutlined />}
        aria-label={t("dark")}
        aria-pressed={theme.dark}
        onClick={theme.turn}
      />
      {more}
    </Flex>
  );
}
