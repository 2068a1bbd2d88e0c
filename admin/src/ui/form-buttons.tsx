import { w } from "@tidings/shared/ground/locale.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { IssuesLeft } from "./issues-left.tsx";
import { useTranslations } from "./words.ts";

const words = {
  closed: w("现在无法保存，原因见页面上方", "Can't save now. See the top of this page."),
};

/** Where the buttons of a form are. */
export const FORM_BUTTONS = "form-buttons";

interface FormButtonsProps {
  /** How many things are wrong with what was tried, and what leads to the first. */
  readonly left?: number;
  readonly fix?: () => void;
  /** It cannot be saved now: why is said above the form, which may be a screen away. */
  readonly closed?: boolean | undefined;
  /** The way back first, then what saves, and last what goes on or acts. */
  readonly children: ReactNode;
}

/** The buttons under a form, at the right: what is left to mend, and then the buttons in the one order of the panel. */
export function FormButtons({ left = 0, fix, closed = false, children }: FormButtonsProps) {
  const t = useTranslations(words);
  return (
    <Flex className={FORM_BUTTONS} gap={8} wrap justify="end" align="center">
      <IssuesLeft count={left} {...(fix ? { go: fix } : {})} />
      {closed && (
        <span className="faint" data-testid="closed-below">
          {t("closed")}
        </span>
      )}
      {children}
    </Flex>
  );
}
