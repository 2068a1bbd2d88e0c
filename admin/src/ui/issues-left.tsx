import { ExclamationCircleOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, type ButtonProps } from "antd";
import { showFirstWrong } from "./first-wrong.ts";
import { useTranslations } from "./words.ts";

const words = { fix: w("还有 {count} 项需修改", "Fix {count} {count:issue|issues}") };

interface IssuesLeftProps extends ButtonProps {
  /** How many things are wrong with what is to be sent. */
  readonly count: number;
  /** Leads to the first of them. */
  readonly go?: () => void;
}

/** Beside the button that sends a form: how many things are wrong with it, and the way to the first. */
export function IssuesLeft({ count, go = () => showFirstWrong(), ...button }: IssuesLeftProps) {
  const t = useTranslations(words);
  if (count === 0) return null;
  return (
    <Button
      type="text"
      className="issues-left"
      data-testid="issues-left"
      data-left={count}
      icon={<ExclamationCircleOutlined />}
      onClick={go}
      {...button}
    >
      {t("fix", { count })}
    </Button>
  );
}
