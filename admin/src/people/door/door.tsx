import { CheckCircleFilled } from "@ant-design/icons";
import { Alert, Flex, Typography } from "antd";
import { type ReactNode, useEffect } from "react";
import { LanguageSwitch } from "../../ui/language-switch.tsx";
import { useTranslations } from "../../ui/words.ts";
import { PhoneDrawing } from "./phone-drawing.tsx";
import { words } from "./words.ts";
import "./door.css";

interface DoorProps {
  readonly title: string;
  /** What the page is for, above the form. */
  readonly note?: string | undefined;
  readonly tone?: "info" | "warning";
  readonly children: ReactNode;
}

/** The look of the pages before one is in: what Tidings is at the side, a form in the middle. */
export function Door({ title, note, tone = "info", children }: DoorProps) {
  const t = useTranslations(words);
  useEffect(() => {
    document.title = `${title} · Tidings`;
  }, [title]);
  return (
    <div className="sign-in">
      <aside className="sign-in-aside">
        <div className="sign-in-brand">Tidings</div>
        <p>{t("about")}</p>
        <PhoneDrawing />
        <ul>
          {(["point_card", "point_review", "point_account"] as const).map((point) => (
            <li key={point}>
              <CheckCircleFilled aria-hidden />
              <div>
                <b>{t(point)}</b>
                <div className="faint">{t(`${point}_note`)}</div>
              </div>
            </li>
          ))}
        </ul>
      </aside>
      <main className="sign-in-main">
        <Flex justify="end">
          <LanguageSwitch />
        </Flex>
        <div className="sign-in-box">
          <Typography.Title level={1} className="sign-in-title">
            {title}
          </Typography.Title>
          {note !== undefined && <Alert type={tone} showIcon message={note} className="sign-in-alert" />}
          {children}
        </div>
      </main>
    </div>
  );
}
