import { PlusOutlined } from "@ant-design/icons";
import { LinkButton } from "./link-button.tsx";
import { useMay } from "./me.tsx";

interface CreateLinkProps {
  /** The right that it takes; null where everybody may. */
  readonly action: string | null;
  readonly to: string;
  readonly label: string;
}

/** The way to the form for a new one, for those who may make one. */
export function CreateLink({ action, to, label }: CreateLinkProps) {
  const may = useMay();
  if (action !== null && !may(action)) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to={to}>
      {label}
    </LinkButton>
  );
}
