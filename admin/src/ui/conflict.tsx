import { Alert, Button, Flex } from "antd";
import { LinkButton } from "./link-button.tsx";

interface ConflictProps {
  readonly title: string;
  readonly hint: string;
  /** Shows in another tab what stands there now. */
  readonly look: { readonly to: string; readonly label: string };
  readonly mine: { readonly label: string; readonly take: () => void };
  readonly theirs: { readonly label: string; readonly take: () => void };
}

/** Told to the second of two people who edit one thing: nothing that they typed is lost, and they choose whose goes on. */
export function Conflict({ title, hint, look, mine, theirs }: ConflictProps) {
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="conflict"
      message={title}
      description={
        <Flex vertical gap={10} align="start">
          {hint}
          <Flex gap={8} wrap>
            <LinkButton to={look.to} target="_blank">
              {look.label}
            </LinkButton>
            <Button onClick={mine.take}>{mine.label}</Button>
            <Button onClick={theirs.take}>{theirs.label}</Button>
          </Flex>
        </Flex>
      }
    />
  );
}
