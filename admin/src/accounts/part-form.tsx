import { HomeForm } from "./home-form.tsx";
import { MenusForm } from "./menus-form.tsx";
import { type PartKind, problemsOf, type Values } from "./parts.ts";
import { ProfileForm } from "./profile-form.tsx";

interface PartFormProps {
  readonly kind: PartKind;
  readonly values: Values;
  readonly change: (edit: (before: Values) => Values) => void;
  readonly tried: boolean;
}

/** The form of a part, the same in the wizard and in an edit. */
export function PartForm({ kind, values, change, tried }: PartFormProps) {
  const of =
    <K extends PartKind>(part: K) =>
    (edit: (before: Values[K]) => Values[K]) =>
      change((before) => ({ ...before, [part]: edit(before[part]) }));
  const shared = { problems: problemsOf(kind, values), tried };
  if (kind === "profile") return <ProfileForm value={values.profile} change={of("profile")} {...shared} />;
  if (kind === "menus") return <MenusForm value={values.menus} change={of("menus")} {...shared} />;
  return <HomeForm value={values.home} change={of("home")} {...shared} />;
}
