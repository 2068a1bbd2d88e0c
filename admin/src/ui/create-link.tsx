import { PlusOutlined } from "@ant-design/icons";
import { LinkButton } from "./link-button.tsx";
import { useMay } from "./me.tsx";

interface CreateLinkProps {
  /** The right that it takes. */
  readonly action: string;
  readonly to: string;
  readonly label: string;
}

/** The way to the form for a new one, for those who may make one. */
export function CreateLink({ action, to, label }: CreateLinkProps) {
  if (!useMay()(action)) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to={to}>
      {label}
    </LinkButton>
  );
}
