/** Receipts on their way to the addresses that were registered. Whatever is answered counts as taken; only where nobody answers it is tried again. */
import { randomUUID } from "node:crypto";
import type { House } from "./house.ts";
import type { Link, Message, Task } from "./rows.ts";
import { basicTime, mixed } from "./times.ts";

const TRIES = 200;
const AGAIN_MS = 500;
/** Receipts in one call to an address of batches. */
const MOST = 100;
/** Nobody is waited for longer. */
const ANSWER_MS = 10_000;

/** A receipt. `type`: what it is about; `many`: it belongs to a task of several numbers. */
type Note = { key: string; type: "sms" | "shortchain"; many: boolean; body: object };

export class Courier {
  readonly #house: House;
  /** Ready for the address of batches. */
  #ready: Note[] = [];
  #gathering = false;
  #open = 0;
  #stopped = false;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(house: House) {
    this.#house = house;
  }

  get open(): number {
    return this.#open + this.#ready.length;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  after(ms: number, what: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#stopped) what();
    }, ms);
    this.#timers.add(timer);
  }

  /** Promises what was due when the last life ended. */
  resume(): void {
    for (const task of this.#house.tasks.all) this.promise(task, true);
  }

  /** Promises the receipts of a task, and that its phones open their links. */
  promise(task: Task, late = false): void {
    const now = this.#house.now();
    for (const message of task.messages) {
      if (this.#house.told.get(message.msg_id)) continue;
      const ms = late ? 0 : Math.max(0, message.receive_at - now);
      this.after(ms, () => this.#arrived(task, message));
    }
    if (!late) return;
    for (const link of task.links)
      if (this.#house.opened.get(link.aim_url) && !this.#house.told.get(link.aim_url))
        this.#send(this.#chain(task, link));
  }

  #arrived(task: Task, message: Message): void {
    const { told } = this.#house;
    if (message.due && !told.get(message.msg_id))
      for (let n = 0; n <= message.repeats; n += 1) this.#tell(task, message);
    if (message.opens && message.status === "DELIVRD") this.#openIn(message);
  }

  #tell(task: Task, message: Message): void {
    const jitter = this.#house.control.shuffle_receipts ? Math.random() * 300 : 0;
    this.after(jitter, () => {
      if (task.kind === "basic") this.#basic(task, message);
      else this.#send(this.#note(task, message));
    });
  }

  /** The receipt of a message at once; it has been answered when this ends. */
  async early(task: Task, message: Message): Promise<void> {
    if (!message.due) return;
    if (task.kind === "basic") await this.#post(this.#url("basic", 0), this.#report(task, message));
    else await this.#deliver([this.#note(task, message)]);
  }

  #note(task: Task, message: Message): Note {
    const { cursor, msg_id, to, sign, tpl_id, link, status, at, receive_at } = message;
    const body = {
      task_id: task.task_id,
      cust_flag: to,
      msg_id,
      ...(tpl_id === null ? {} : { tpl_id }),
      sms_sign: sign,
      ...(link === null ? {} : { aim_code: link.split("/").at(-1), aim_url: link }),
      send_time: mixed(at, cursor),
      receive_time: mixed(receive_at, cursor),
      // The page about it writes both.
      send_status: status === "DELIVRD" && cursor % 2 === 0 ? "Deliverd" : status,
      send_status_desc: status,
      total: 1,
      sequence: 1,
      ...(typeof task.asked.extend === "string" ? { extend: task.asked.extend } : {}),
    };
    return { key: msg_id, type: "sms", many: task.messages.length > 1, body };
  }

  #chain(task: Task, link: Link): Note {
    const { aim_url, aim_code, cust_flag } = link;
    const body = {
      task_id: task.task_id,
      cust_flag,
      tpl_id: task.tpl_id,
      aim_url,
      aim_code,
      status: 0,
      describe: "",
    };
    return { key: aim_url, type: "shortchain", many: task.links.length > 1, body };
  }

  /** A phone reads its message and asks for the card behind the link in it. */
  #openIn(message: Message): void {
    for (const [url] of message.text.matchAll(/[a-z0-9.-]+\/[A-Za-z0-9]{3,10}/g))
      this.openLink(url, message.sign);
  }

  /** Asks for the card behind a link; false when there is none to be had. */
  openLink(url: string, sign?: string): boolean {
    const found = this.#house.link(url);
    const { templates, opened, now } = this.#house;
    if (!found) return false;
    const { link, task } = found;
    const times = opened.get(url)?.times ?? 0;
    const template = templates.get(task.tpl_id ?? "");
    if (times >= link.times || link.expires_at < now()) return false;
    if (sign !== undefined && !link.signs.includes(sign)) return false;
    if (template?.audit_state !== 2 || template.tpl_state !== 1) return false;
    opened.put(url, { times: times + 1, at: now() });
    const note = this.#chain(task, link);
    for (let n = 0; n <= this.#house.control.repeat_receipts; n += 1) this.#send(note);
    return true;
  }

  /** What the vendors decided of a template. */
  decided(tpl_id: string): void {
    const template = this.#house.templates.get(tpl_id);
    if (!template) return;
    const { tpl_state, audit_state, audit_desc, factories } = template;
    const body = { tpl_id, tpl_state, audit_state, audit_desc, factory_info: factories };
    void this.#post(this.#url("aim", 1), body);
  }

  decidedBasic(tpl_id: string): void {
    const template = this.#house.basicTemplates.get(tpl_id);
    if (!template?.callbackurl) return;
    const { audit_state, audit_desc, tpl_name, title, sign, params, ends_at, at } = template;
    void this.#post(template.callbackurl, {
      tpl_id,
      tpl_size: 1024,
      valid_time: new Date(ends_at).toISOString(),
      audit_state: `${audit_state}`,
      audit_desc,
      status_detail: ["cmcc", "cucc", "ctcc"].map((carrier) => ({
        carrier,
        status: audit_state,
        desc: audit_desc,
      })),
      preview_url: "",
      tpl_name,
      title,
      tpl_sign: sign,
      create_time: new Date(at).toISOString(),
      var_info: params.map((name) => ({ name, type: "txt" })),
      restags: "三网一般",
    });
  }

  replyBasic(task_id: string, mobile: string, content: string): void {
    const result = [
      {
        task_id,
        mobile,
        content: encodeURIComponent(content).replaceAll("%20", "+"),
        rtime: basicTime(this.#house.now()),
      },
    ];
    void this.#post(this.#url("basic", 1), { seq_id: randomUUID(), result });
  }

  #report(task: Task, { to, status, at, receive_at }: Message): object {
    const report = {
      task_id: task.task_id,
      mobile: to,
      status: status === "DELIVRD" ? 0 : 1,
      code: status,
      desc: status,
      stime: basicTime(at),
      rtime: basicTime(receive_at),
    };
    return { seq_id: randomUUID(), reports: [report] };
  }

  #basic(task: Task, message: Message): void {
    const sent = this.#post(this.#url("basic", 0), this.#report(task, message));
    void sent.then((answered) => answered && this.#told(message.msg_id));
  }

  #told(key: string): void {
    if (!this.#house.told.get(key)) this.#house.told.put(key, true);
  }

  #url(of: "aim" | "basic", type: number): string | null {
    return (
      this.#house.callbacks.all.find((one) => one.of === of && one.url_type === type)?.callback_url ?? null
    );
  }

  #send(note: Note): void {
    const batches = this.#url("aim", 2) !== null && (note.many || this.#url("aim", 0) === null);
    if (!batches) return void this.#deliver([note]);
    this.#ready.push(note);
    if (this.#gathering) return;
    this.#gathering = true;
    this.after(20, () => {
      this.#gathering = false;
      const ready = this.#ready;
      this.#ready = [];
      if (this.#house.control.shuffle_receipts) ready.sort(() => Math.random() - 0.5);
      for (const type of ["sms", "shortchain"] as const) {
        const some = ready.filter((one) => one.type === type);
        while (some.length > 0) void this.#deliver(some.splice(0, MOST));
      }
    });
  }

  /** One call: of one receipt as an object, or of several as a list. */
  async #deliver(notes: readonly Note[]): Promise<void> {
    const [first] = notes;
    if (!first) return;
    const single = this.#url("aim", 0);
    const batch = this.#url("aim", 2);
    const listed = batch !== null && (first.many || single === null);
    const body = listed ? notes.map((one) => one.body) : first.body;
    const answered = await this.#post(listed ? batch : single, {
      request_id: randomUUID(),
      domain_id: "0123456789abcdef0123456789abcdef",
      callback_type: first.type,
      body: JSON.stringify(body),
    });
    if (answered) for (const note of notes) this.#told(note.key);
  }

  /** True when somebody answered, whatever it was. */
  async #post(url: string | null, body: object): Promise<boolean> {
    if (url === null) return false;
    this.#open += 1;
    try {
      for (let n = 0; n < TRIES && !this.#stopped; n += 1) {
        try {
          const answer = await fetch(url, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ ...body, ...("callback_type" in body ? { retry: n > 0 } : {}) }),
            signal: AbortSignal.timeout(ANSWER_MS),
          });
          await answer.arrayBuffer();
          this.#house.count(`callbacks_${answer.status}`);
          return true;
        } catch {
          // Nobody there, or cut off: once more.
          this.#house.count("callbacks_unanswered");
          await new Promise<void>((done) => this.after(AGAIN_MS, done));
        }
      }
      return false;
    } finally {
      this.#open -= 1;
    }
  }
}
