import { drawable } from "@tidings/shared/resource/define.ts";
import type { ComponentType, ReactNode } from "react";
import { WithOwn } from "../own/with-own.tsx";
import { ResourceCreate, ResourceEdit } from "./form.tsx";
import { ResourceList } from "./list.tsx";
import { ResourceShow } from "./show.tsx";
import { ResourceSingle } from "./single.tsx";
import type { Drawn } from "./slots.ts";

/** A declaration with what is drawn by hand of it, and its pages. */
export interface DrawnResource extends Drawn {
  /** In place of the list: a page of its own. */
  readonly List?: ComponentType;
}

export type PageKind = "list" | "create" | "show" | "edit";

interface ResourcePageProps extends DrawnResource {
  readonly page: PageKind;
  /** Where the resource has no such page. */
  readonly otherwise: ReactNode;
}

/** A page of a declared resource, with the fields that the enterprise has added to it. */
export function ResourcePage(props: ResourcePageProps): ReactNode {
  if (!props.of.own) return <DeclaredPage {...props} />;
  return <WithOwn of={props.of}>{(whole) => <DeclaredPage {...props} of={whole} />}</WithOwn>;
}

function DeclaredPage({ of, slots, List, page, otherwise }: ResourcePageProps): ReactNode {
  if (of.single) return page === "create" ? otherwise : <ResourceSingle of={of} slots={slots} />;
  if (page === "list" && List) return <List />;
  if (page === "list") return <ResourceList of={of} slots={slots} />;
  if (page === "show" && of.opens === false) return otherwise;
  if (page === "show") return <ResourceShow of={of} slots={slots} />;
  if (page === "create" && slots.Create) return <slots.Create />;
  if (page === "edit" && slots.Edit) return <slots.Edit />;
  const form = drawable(page === "create" ? of.forms.create : of.forms.update);
  if (form === null) return otherwise;
  return page === "create" ? (
    <ResourceCreate of={of} form={form} slots={slots} />
  ) : (
    <ResourceEdit of={of} form={form} slots={slots} />
  );
}
