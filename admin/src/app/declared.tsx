import { NOUNS, type Noun } from "@tidings/shared/nouns.ts";
import { type ReactNode, use } from "react";
import { Route } from "react-router";
import { type DrawnResource, type PageKind, ResourcePage } from "../ui/resource/pages.tsx";
import { NoPage } from "./no-page.tsx";

/** Where each declared noun is drawn from. A declaration is loaded with the first page that needs it. */
const DECLARATIONS: Readonly<Record<Noun, () => Promise<DrawnResource>>> = {
  domain: async () => ({ of: (await import("@tidings/shared/links/domain.ts")).domain, slots: {} }),
  jump_batch: async () => (await import("../jumps/pages.tsx")).jumps,
  member: async () => ({ of: (await import("@tidings/shared/people/member.ts")).member, slots: {} }),
  invitation: async () => (await import("../people/invitations.tsx")).invitations,
  group: async () => ({ of: (await import("@tidings/shared/people/group.ts")).group, slots: {} }),
};

const ROUTES = [
  { path: "", page: "list" },
  { path: "/new", page: "create" },
  { path: "/:id", page: "show" },
  { path: "/:id/edit", page: "edit" },
] as const satisfies readonly { path: string; page: PageKind }[];

type Guard = (resource: string, action: string, page: ReactNode) => ReactNode;

/** The routes of all declared nouns. */
export function declaredRoutes(guarded: Guard): ReactNode {
  return (Object.keys(NOUNS) as Noun[]).flatMap((noun) =>
    ROUTES.map(({ path, page }) => {
      const name = NOUNS[noun].path;
      const drawn = <DeclaredPage key={`${noun} ${page}`} noun={noun} page={page} />;
      return <Route key={name + path} path={name + path} element={guarded(name, page, drawn)} />;
    }),
  );
}

const loaded = new Map<Noun, Promise<DrawnResource>>();

function load(noun: Noun): Promise<DrawnResource> {
  const found = loaded.get(noun) ?? DECLARATIONS[noun]();
  loaded.set(noun, found);
  return found;
}

function DeclaredPage({ noun, page }: { noun: Noun; page: PageKind }) {
  const { of, slots } = use(load(noun));
  return <ResourcePage of={of} slots={slots} page={page} otherwise={<NoPage />} />;
}
