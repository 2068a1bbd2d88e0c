import { CheckCircleOutlined, ExclamationCircleOutlined } from "@ant-design/icons";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { Button, Popover } from "antd";
import { useMemo, useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { Findings } from "../findings.tsx";
import { findingsOf } from "./checked.ts";
import { goTo } from "./going.ts";
import { entryName } from "./places.ts";
import type { EditorValue } from "./value.ts";
import { editorWords } from "./words.ts";

/** The check beside the buttons: how many things are left, which, and the way to each. */
export function ThingsLeft({ value }: { value: EditorValue }) {
  const t = useTranslations(editorWords);
  const [open, setOpen] = useState(false);
  const layout = layoutOf(value.layout);
  const findings = useMemo(() => findingsOf(value), [value]);
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
            where={(path) => (layout ? entryName(layout, path, t) : "")}
            go={(path) => {
              setOpen(false);
              goTo(path);
            }}
          />
        </div>
      }
    >
      <Button
        type="text"
        data-testid="things-left"
        data-left={errors}
        className={errors > 0 ? "left-some" : "left-none"}
        icon={errors > 0 ? <ExclamationCircleOutlined /> : <CheckCircleOutlined />}
      >
        {errors > 0
          ? t("left", { count: errors })
          : warnings > 0
            ? t("left_warnings", { count: warnings })
            : t("left_none")}
      </Button>
    </Popover>
  );
}
