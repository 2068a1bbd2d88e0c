import { Flex } from "antd";
import type { ReactNode } from "react";
import { IssuesLeft } from "./issues-left.tsx";

interface FormButtonsProps {
  /** How many things are wrong with what was tried, and what leads to the first. */
  readonly left?: number;
  readonly fix?: () => void;
  /** The way back first, then what saves, and last what goes on or acts. */
  readonly children: ReactNode;
}

/** The buttons under a form, at the right: what is left to mend, and then the buttons in the one order of the panel. */
export function FormButtons({ left = 0, fix, children }: FormButtonsProps) {
  return (
    <Flex gap={8} wrap justify="end" align="center">
      <IssuesLeft count={left} {...(fix ? { go: fix } : {})} />
      {children}
    </Flex>
  );
}
