/** Drafts as a browser keeps them: one of each form and tab, in localStorage, so that two tabs of one form never write over each other. */

export interface KeptDraft<T> {
  readonly tab: string;
  readonly value: T;
  readonly at: string;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "tidings.draft.";
/** As long as the database keeps them. */
const DAYS = 30;

const placeOf = (name: string, tab: string) => `${PREFIX}${name}@${tab}`;

/** The drafts of a form: that of the tab itself first, then the newest. */
export function keptDrafts<T>(store: Store, name: string, tab: string): KeptDraft<T>[] {
  const oldest = new Date(Date.now() - DAYS * 86_400_000).toISOString();
  const found: KeptDraft<T>[] = [];
  const over: string[] = [];
  for (let n = 0; n < store.length; n += 1) {
    const place = store.key(n) ?? "";
    if (!place.startsWith(placeOf(name, ""))) continue;
    const kept = read<T>(store.getItem(place));
    if (kept === null || kept.at < oldest) over.push(place);
    else found.push({ ...kept, tab: place.slice(placeOf(name, "").length) });
  }
  // What a crash has cut off goes too. Not within the loop, which goes by number.
  for (const place of over) store.removeItem(place);
  return found.sort((one, other) => {
    if (one.tab === tab || other.tab === tab) return one.tab === tab ? -1 : 1;
    return other.at.localeCompare(one.at);
  });
}

function read<T>(text: string | null): Omit<KeptDraft<T>, "tab"> | null {
  try {
    const kept = JSON.parse(text ?? "null");
    return typeof kept?.at === "string" ? kept : null;
  } catch {
    return null;
  }
}

export function keepDraft<T>(store: Store, name: string, { tab, value, at }: KeptDraft<T>): void {
  store.setItem(placeOf(name, tab), JSON.stringify({ value, at }));
}

/** Forgets the draft of a tab; `at`: only as it was then, as somebody may have typed on in that tab. */
export function forgetDraft(store: Store, name: string, tab: string, at?: string): void {
  const place = placeOf(name, tab);
  if (at !== undefined && read(store.getItem(place))?.at !== at) return;
  store.removeItem(place);
}

/** One id a tab of the browser, also over a reload. */
export function tabId(store: Store): string {
  const known = store.getItem("tidings-tab");
  if (known !== null) return known;
  const made = crypto.randomUUID();
  store.setItem("tidings-tab", made);
  return made;
}
