import { Button, type ButtonProps } from "antd";
import { useNavigate } from "react-router";

type LinkButtonProps = Omit<ButtonProps, "href" | "onClick"> & {
  readonly to: string;
  /** Called before this page is left. */
  readonly onLeave?: () => void;
};

/** How an act looks in a row of a list. */
export const IN_ROW = { type: "link", size: "small" } as const;

/** A button that is a link: it opens in a new tab when asked to, and stays in the app otherwise. */
export function LinkButton({ to, onLeave, ...button }: LinkButtonProps) {
  const navigate = useNavigate();
  return (
    <Button
      {...button}
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onLeave?.();
        navigate(to);
      }}
    />
  );
}
