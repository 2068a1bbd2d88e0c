import { PlusOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { LinkButton } from "./link-button.tsx";
import { useMay } from "./me.tsx";
import { Page } from "./page.tsx";

export type Shape = "tasks" | "links";

interface TwoListsProps {
  readonly title: string;
  readonly note: string;
  readonly shape: Shape;
  /** The path and title of each list. */
  readonly lists: Readonly<Record<Shape, { readonly to: string; readonly label: string }>>;
  readonly create: ReactNode;
  readonly children: ReactNode;
}

/** The page around two lists of the same resource: by task, and by single link. */
export function TwoLists({ title, note, shape, lists, create, children }: TwoListsProps) {
  const navigate = useNavigate();
  return (
    <Page
      title={title}
      note={note}
      actions={
        <>
          <Segmented
            value={shape}
            onChange={(chosen) => navigate(lists[chosen].to)}
            options={(["tasks", "links"] as const).map((value) => ({ value, label: lists[value].label }))}
          />
          {create}
        </>
      }
    >
      {children}
    </Page>
  );
}

interface CreateLinkProps {
  readonly action: string;
  readonly to: string;
  readonly label: string;
}

/** A link to a form, for those with the permission. */
export function CreateLink({ action, to, label }: CreateLinkProps) {
  if (!useMay()(action)) return null;
  return (
    <LinkButton type="primary" icon={<PlusOutlined />} to={to}>
      {label}
    </LinkButton>
  );
}
