import { PlusOutlined } from "@ant-design/icons";
import { LinkButton } from "./link-button.tsx";
import { useMay } from "./me.tsx";

interface CreateLinkProps {
  /** The rights of which it takes one; none where everybody may. */
  readonly actions: readonly string[];
  readonly to: string;
  readonly label: string;
}

/** The way to the form for a new one, for those who may make one. */
export function CreateLink({ actions, to, label }: CreateLinkProps) {
  const may = useMay();
  if (actions.length > 0 && !actions.some(may)) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to={to}>
      {label}
    </LinkButton>
  );
}
