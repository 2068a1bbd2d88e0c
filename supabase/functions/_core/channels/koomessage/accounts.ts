/**
 * Service accounts at KooMessage: made whole at first, then changed part by part; frozen before anything else and unfrozen last. The service knows no
 * reference of ours, so an account is looked for by its name and remark before it is made.
 */
import { troubleWords } from "@tidings/shared/channels/trouble.ts";
import type { Words } from "@tidings/shared/ground/locale.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import type { AccountHanded, AccountHandoff, SubmitAccount } from "../account.ts";
import { faultsOf, homeBody, leftOut, menusBody, profileBody } from "./account_bodies.ts";
import { type Asked, ask, type Said } from "./client.ts";

type Channel = Parameters<SubmitAccount>[0];
type Body = Readonly<Record<string, unknown>>;
type Row = Readonly<Record<string, unknown>>;

/** Why it goes no further; thrown by the steps and answered by `submitAccount`. */
class Stop extends Error {
  readonly outcome: "refused" | "away";
  readonly words: Words;
  constructor(outcome: "refused" | "away", words: Words) {
    super(words.en);
    this.outcome = outcome;
    this.words = words;
  }
}

const PICTURE_GONE = w("图片无法读取，请重新上传", "A picture can't be read. Upload it again");
const USUAL_REASON = "资料更新";
const FROZEN = 4;
/** Four megabytes take their time. */
const UPLOAD_MS = 60_000;

/** What is inside of an answer that wraps its data once or twice. */
function inside(body: Body): Body {
  const { data } = body;
  return typeof data === "object" && data !== null && !Array.isArray(data) ? inside(data as Body) : body;
}
const rowsIn = (body: Body, name: string): Row[] => {
  const list = inside(body)[name];
  return Array.isArray(list) ? list : [];
};

function stopAt(said: Exclude<Said, { outcome: "done" }>): Stop {
  // Credentials, throttling and silence pass; a definite no to this content does not.
  return new Stop(said.outcome === "refused" ? "refused" : "away", troubleWords(said.why));
}

/** One account on its way. `ids` and `handed` are what is there so far, whatever comes next. */
class Journey {
  readonly ids: Record<string, string>;
  readonly handed: { profile?: string; menus?: string; home?: string; frozen?: boolean };
  readonly #channel: Channel;
  readonly #account: AccountHandoff;

  constructor(channel: Channel, account: AccountHandoff) {
    this.#channel = channel;
    this.#account = account;
    this.ids = { ...account.ids };
    this.handed = { ...account.handed };
  }

  async run(): Promise<void> {
    const { frozen } = this.#account;
    if (this.ids.pub === undefined) {
      // Nothing is shown of it there, and nothing has to be.
      if (frozen && !(await this.#find())) return;
      const faults = faultsOf(this.#account);
      if (!frozen && faults !== null) throw new Stop("refused", faults);
      if (!frozen && !(await this.#find())) await this.#make();
    }
    if (frozen) return this.#freeze(true);
    const faults = faultsOf(this.#account);
    if (faults !== null) throw new Stop("refused", faults);
    await this.#change();
    if (this.handed.frozen) await this.#freeze(false);
    this.handed.frozen = false;
  }

  async #ask(asked: Asked): Promise<Body> {
    const said = await ask(this.#channel, asked);
    if (said.outcome !== "done") throw stopAt(said);
    return said.body;
  }

  /** An account of this name and remark that is there: one whose making was not answered, or that somebody made there. */
  async #find(): Promise<boolean> {
    const { name, remark } = this.#account.profile;
    const query = { pub_name: name ?? "", offset: 0, limit: 100 };
    const pubs = rowsIn(await this.#ask({ method: "GET", path: "/v1/aim-sa/pubs", query }), "data");
    const pub = pubs.find((one) => one.pub_name === name && (one.pub_remark ?? "") === (remark ?? ""));
    if (typeof pub?.pub_id !== "string") return false;
    const { pub_id } = pub;
    const menus = await this.#ask({
      method: "GET",
      path: "/v1/aim-sa/menus",
      query: { pub_id, offset: 0, limit: 10 },
    });
    const homes = await this.#ask({ method: "GET", path: "/v1/aim-sa/portals", query });
    const menu = rowsIn(menus, "data").find((one) => one.pub_id === pub_id);
    const home = [...rowsIn(homes, "portals"), ...rowsIn(homes, "data")].find((one) => one.pub_id === pub_id);
    Object.assign(this.ids, {
      pub: pub_id,
      ...(menu?.menu_id ? { menu: String(menu.menu_id) } : {}),
      ...(home?.portal_id ? { portal: String(home.portal_id) } : {}),
    });
    this.handed.frozen = Number(pub.state) === FROZEN;
    return true;
  }

  async #make(): Promise<void> {
    const account = this.#account;
    const made = inside(
      await this.#ask({
        method: "POST",
        path: "/v1/aim-sa/unify/pubs",
        body: {
          pub_request_body: await this.#profile(),
          portal_request_body: homeBody(account, await this.#picture(account.home?.background, "BG_IMAGE")),
          menu_request_body: { menu: menusBody(account) },
        },
      }),
    );
    const { pub_id, menu_id, portal_id } = made;
    if (!pub_id || !menu_id || !portal_id)
      throw new Stop("away", w("KooMessage 的应答不完整", "KooMessage's response is incomplete"));
    Object.assign(this.ids, { pub: String(pub_id), menu: String(menu_id), portal: String(portal_id) });
    const { frozen: _, ...parts } = account.parts;
    Object.assign(this.handed, parts, { frozen: false });
  }

  /** Each part that the service has in another version. */
  async #change(): Promise<void> {
    const { parts, change_reason, home } = this.#account;
    const why = { change_reason: change_reason || USUAL_REASON };
    if (parts.profile !== undefined && this.handed.profile !== parts.profile) {
      const path = `/v1/aim-sa/pubs/${this.ids.pub}`;
      await this.#ask({ method: "POST", path, body: { ...(await this.#profile()), ...why } });
      this.handed.profile = parts.profile;
    }
    if (parts.menus !== undefined && this.handed.menus !== parts.menus) {
      const path = `/v1/aim-sa/menus/${this.ids.menu}`;
      await this.#ask({ method: "PUT", path, body: { menu: menusBody(this.#account), ...why } });
      this.handed.menus = parts.menus;
    }
    if (parts.home !== undefined && this.handed.home !== parts.home) {
      const body = homeBody(this.#account, await this.#picture(home?.background, "BG_IMAGE"));
      const path = `/v1/aim-sa/portals/${this.ids.portal}`;
      await this.#ask({ method: "PUT", path, body: { ...body, ...why } });
      this.handed.home = parts.home;
    }
  }

  async #freeze(frozen: boolean): Promise<void> {
    if ((this.handed.frozen ?? false) === frozen) return;
    const path = `/v1/aim-sa/pubs/${this.ids.pub}/${frozen ? "freeze" : "unfreeze"}`;
    const body = { change_reason: (this.#account.reason || USUAL_REASON).slice(0, 200) };
    const said = await ask(this.#channel, { method: "POST", path, body });
    // It refuses where the account is in that state already, as after an answer that was lost.
    if (said.outcome === "refused" && (await this.#find()) && this.handed.frozen === frozen) return;
    if (said.outcome !== "done") throw stopAt(said);
    this.handed.frozen = frozen;
  }

  async #profile() {
    const { logo, authorisation } = this.#account.profile;
    return profileBody(
      this.#account,
      await this.#picture(logo, "PUB_LOGO"),
      await this.#picture(authorisation, "OTHER"),
    );
  }

  /** The service's id of a picture: uploaded once. */
  async #picture(
    picture: { path?: string | null } | null | undefined,
    kind: "PUB_LOGO" | "BG_IMAGE" | "OTHER",
  ): Promise<string> {
    const path = picture?.path ?? "";
    const known = this.ids[`picture ${path}`];
    if (known !== undefined) return known;
    const address = this.#account.pictures[path];
    if (address === undefined) throw new Stop("refused", PICTURE_GONE);
    const answer = await fetch(address, { signal: AbortSignal.timeout(UPLOAD_MS) }).catch(() => null);
    if (!answer?.ok) throw new Stop("away", PICTURE_GONE);
    const form = new FormData();
    const type = answer.headers.get("content-type") ?? "image/png";
    const file = new Blob([await answer.arrayBuffer()], { type });
    form.append("file", file, path.split("/").at(-1) ?? "picture.png");
    form.append("file_type", kind);
    const said = await this.#ask({
      method: "POST",
      path: "/v1/aim-sa/media/upload",
      form,
      ms: UPLOAD_MS,
    });
    const id = inside(said).resource_id;
    if (typeof id !== "string" || id === "")
      throw new Stop("away", w("KooMessage 未返回图片的标识", "KooMessage returned no ID for a picture"));
    this.ids[`picture ${path}`] = id;
    return id;
  }
}

export const submitAccount: SubmitAccount = async (channel, account): Promise<AccountHanded> => {
  const journey = new Journey(channel, account);
  const { ids, handed } = journey;
  try {
    await journey.run();
    return { outcome: "handed", why: leftOut(account), ids, handed };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { outcome: error.outcome, why: error.words, ids, handed };
  }
};
