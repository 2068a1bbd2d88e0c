/** One connection of a client: its state, its window, and what it is answered. */
import type { Socket } from "node:net";
import type { Violations } from "../ground/violations.ts";
import { type Control, delay, type Fate, fateOf, written } from "./control.ts";
import type { Ledger, Taken } from "./ledger.ts";
import { COMMANDS, cstring, Fault, frameOf, type Pdu, pduOf, Reader, STATUS } from "./pdu.ts";
import type { Courier, Mouth } from "./receipts.ts";
import { submissionOf } from "./submission.ts";

/** More than this is no PDU of anybody. */
const MOST = 70_000;
/** deliver_sm whose answer does not come are tried again on another bind. */
const CUT = -1;

export type House = {
  control: Control;
  ledger: Ledger;
  courier: Courier;
  violations: Violations;
  sessions: Set<Session>;
  counts: { throttled: number; refused: number; enquired: number; binds: number; bind_refusals: number };
  replies: (to: string, from: string, text: string) => void;
};

export class Session implements Mouth {
  bound = false;
  /** deliver_sm without an answer, by sequence. */
  readonly #delivering = new Map<number, (status: number) => void>();
  #unanswered = 0;
  #sequence = 0;
  #kept: Buffer = Buffer.alloc(0);
  #second = { at: 0, taken: 0 };
  readonly socket: Socket;
  readonly #house: House;

  constructor(socket: Socket, house: House) {
    this.socket = socket;
    this.#house = house;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#closed());
    house.sessions.add(this);
  }

  get unanswered(): number {
    return this.#delivering.size;
  }

  send(command: number, status: number, sequence: number, body?: Buffer): void {
    if (this.socket.writable) this.socket.write(frameOf(command, status, sequence, body));
  }

  deliver(body: Buffer, done: (status: number) => void): void {
    this.#sequence = (this.#sequence % 0x7fffffff) + 1;
    this.#delivering.set(this.#sequence, done);
    this.send(COMMANDS.deliver_sm, 0, this.#sequence, body);
  }

  enquire(): void {
    this.#sequence = (this.#sequence % 0x7fffffff) + 1;
    this.send(COMMANDS.enquire_link, 0, this.#sequence);
  }

  #closed(): void {
    const { sessions, courier } = this.#house;
    sessions.delete(this);
    courier.mouths.delete(this);
    this.bound = false;
    const waiting = [...this.#delivering.values()];
    this.#delivering.clear();
    for (const done of waiting) done(CUT);
  }

  #read(chunk: Buffer): void {
    this.#kept = this.#kept.length === 0 ? chunk : Buffer.concat([this.#kept, chunk]);
    while (this.#kept.length >= 4) {
      const length = this.#kept.readUInt32BE(0);
      if (length < 16 || length > MOST) {
        this.#house.violations.add("command_length", String(length));
        this.send(COMMANDS.generic_nack, STATUS.INVALID_COMMAND_LENGTH, 0);
        this.socket.end();
        this.#kept = Buffer.alloc(0);
        return;
      }
      if (this.#kept.length < length) return;
      const frame = this.#kept.subarray(0, length);
      this.#kept = this.#kept.subarray(length);
      this.#take(frame);
    }
  }

  #take(frame: Buffer): void {
    const sequence = frame.readUInt32BE(12);
    try {
      this.#handle(pduOf(frame));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.#house.violations.add(`0x${frame.readUInt32BE(4).toString(16)}`, error.message);
      this.#house.counts.refused += 1;
      const known = Object.values<number>(COMMANDS).includes(frame.readUInt32BE(4));
      this.send(
        known ? (frame.readUInt32BE(4) | 0x80000000) >>> 0 : COMMANDS.generic_nack,
        error.status,
        sequence,
      );
    }
  }

  #handle(pdu: Pdu): void {
    const { command, sequence, body, status } = pdu;
    if (command === COMMANDS.bind_transceiver) this.#bind(pdu);
    else if (command === COMMANDS.bind_receiver || command === COMMANDS.bind_transmitter)
      throw new Fault(STATUS.BIND_FAILED, "only transceivers are bound here");
    else if (command === COMMANDS.generic_nack || command === COMMANDS.deliver_sm_resp) {
      const done = this.#delivering.get(sequence);
      if (!done) throw new Fault(STATUS.INVALID_COMMAND, `an answer to ${sequence}, which was not asked`);
      if (command === COMMANDS.deliver_sm_resp && status === 0) new Reader(body).text("message_id", 1);
      this.#delivering.delete(sequence);
      done(status);
    } else if (command === COMMANDS.enquire_link_resp) this.#house.counts.enquired += 1;
    else if (!this.bound) throw new Fault(STATUS.NOT_BOUND, `0x${command.toString(16)} before a bind`);
    else if (command === COMMANDS.enquire_link) this.send(COMMANDS.enquire_link_resp, 0, sequence);
    else if (command === COMMANDS.unbind) {
      this.send(COMMANDS.unbind_resp, 0, sequence);
      this.socket.end();
    } else if (command === COMMANDS.submit_sm) this.#submit(pdu);
    else throw new Fault(STATUS.INVALID_COMMAND, `0x${command.toString(16)}`);
  }

  #bind({ sequence, body }: Pdu): void {
    const { control, counts, courier, sessions } = this.#house;
    if (this.bound) throw new Fault(STATUS.ALREADY_BOUND, "bound already");
    const read = new Reader(body);
    const name = read.text("system_id", 16, STATUS.INVALID_SYSTEM_ID);
    const password = read.text("password", 9, STATUS.INVALID_PASSWORD);
    read.text("system_type", 13, STATUS.INVALID_SYSTEM_TYPE);
    if (read.byte("interface_version") !== 0x34) throw new Fault(STATUS.BIND_FAILED, "interface_version");
    read.byte("addr_ton");
    read.byte("addr_npi");
    read.text("address_range", 41);
    read.tlvs();
    const bound = [...sessions].filter((one) => one.bound).length;
    const wrong =
      name !== control.system_id
        ? STATUS.INVALID_SYSTEM_ID
        : password !== control.password
          ? STATUS.INVALID_PASSWORD
          : bound >= control.binds
            ? STATUS.BIND_FAILED
            : 0;
    this.send(COMMANDS.bind_transceiver_resp, wrong, sequence, wrong ? undefined : cstring("double"));
    if (wrong) {
      counts.bind_refusals += 1;
      this.socket.end();
      return;
    }
    counts.binds += 1;
    this.bound = true;
    courier.mouths.add(this);
    courier.flush();
  }

  #tooFast(): boolean {
    const { control } = this.#house;
    if (this.#unanswered >= control.window || Math.random() < control.throttle_rate) return true;
    if (control.rate_per_s === null) return false;
    const now = Math.floor(Date.now() / 1000);
    if (this.#second.at !== now) this.#second = { at: now, taken: 0 };
    this.#second.taken += 1;
    return this.#second.taken > control.rate_per_s;
  }

  #submit({ sequence, body }: Pdu): void {
    const { control, counts, ledger } = this.#house;
    const asked = submissionOf(body);
    if (this.#tooFast()) {
      counts.throttled += 1;
      this.send(COMMANDS.submit_sm_resp, STATUS.THROTTLED, sequence);
      return;
    }
    const fate = fateOf(control, asked.to);
    if (fate.refused) {
      this.send(COMMANDS.submit_sm_resp, STATUS.INVALID_DESTINATION, sequence);
      return;
    }
    const { registered, payload, ...what } = asked;
    if (fate.broken) {
      this.send(COMMANDS.submit_sm_resp, STATUS.SYSTEM_ERROR, sequence);
      return;
    }
    const message: Taken = {
      id: ledger.next,
      ...what,
      state: fate.state,
      code: fate.code,
      due: registered && !fate.lost,
    };
    ledger.add(message);
    this.#promise(message, fate);
    if (fate.cut) this.socket.destroy();
    else if (!fate.silent) this.#answer(sequence, written(message.id, control.answer_ids), fate.early);
  }

  #promise(message: Taken, { early, repeats, replies }: Fate): void {
    const { courier } = this.#house;
    if (message.due) courier.receipt(message, repeats, early ? 0 : undefined);
    if (replies !== null) courier.reply(message.to, message.from, replies, 50);
  }

  #answer(sequence: number, id: string, late: boolean): void {
    const ms = delay(this.#house.control.answer_ms) + (late ? 150 : 0);
    const answer = () => {
      this.#unanswered -= 1;
      this.send(COMMANDS.submit_sm_resp, 0, sequence, cstring(id));
    };
    this.#unanswered += 1;
    if (ms < 1) answer();
    else setTimeout(answer, ms);
  }
}
