import { CheckCircleOutlined } from "@ant-design/icons";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Button, Popover } from "antd";
import { useState } from "react";
import { IssuesLeft } from "../ui/issues-left.tsx";
import { useTranslations } from "../ui/words.ts";
import { Findings } from "./findings.tsx";
import { goTo } from "./going.ts";
import { contentWords } from "./words.ts";

interface ThingsLeftProps {
  readonly findings: readonly Finding[];
  /** Said in front of one: in which entry of a list it is. */
  readonly where: (path: string) => string;
}

/** The check beside the buttons: how many things are left, which, and the way to each. */
export function ThingsLeft({ findings, where }: ThingsLeftProps) {
  const t = useTranslations(contentWords);
  const [open, setOpen] = useState(false);
  const errors = findings.filter((finding) => finding.level === "error").length;
  const warnings = findings.length - errors;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="things-left">
          <Findings
            findings={findings}
            where={where}
            go={(path) => {
              setOpen(false);
              goTo(path);
            }}
          />
        </div>
      }
    >
      {errors > 0 ? (
        <IssuesLeft count={errors} data-testid="things-left" />
      ) : (
        <Button
          type="text"
          data-testid="things-left"
          data-left={0}
          className="left-none"
          icon={<CheckCircleOutlined />}
        >
          {warnings > 0 ? t("left_warnings", { count: warnings }) : t("left_none")}
        </Button>
      )}
    </Popover>
  );
}
