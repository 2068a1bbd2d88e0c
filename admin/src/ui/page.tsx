import { ArrowLeftOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Flex, Space } from "antd";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import { useTranslations } from "./words.ts";

const words = { back: w("返回", "Back") };

interface PageProps {
  readonly title: string;
  /** Next to the title: a state tag. */
  readonly mark?: ReactNode;
  /** One line under the title. */
  readonly note?: ReactNode;
  /** The target of the back arrow. */
  readonly back?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with title (also of the browser tab), actions and content. */
export function Page({ title, mark, note, back, actions, children }: PageProps) {
  const t = useTranslations(words);
  useEffect(() => {
    document.title = `${title} · Tidings`;
  }, [title]);
  return (
    <div className="page">
      <Flex className="page-head" justify="space-between" align="start" gap={12} wrap>
        <Flex gap={8} align="start" className="page-title">
          {back && (
            <Link to={back} aria-label={t("back")}>
              <Button type="text" icon={<ArrowLeftOutlined />} tabIndex={-1} aria-hidden />
            </Link>
          )}
          <div>
            <Flex gap={10} align="center" wrap>
              <h1 className="page-name">{title}</h1>
              {mark}
            </Flex>
            {note && <div className="faint">{note}</div>}
          </div>
        </Flex>
        {actions && <Space wrap>{actions}</Space>}
      </Flex>
      {children}
    </div>
  );
}
