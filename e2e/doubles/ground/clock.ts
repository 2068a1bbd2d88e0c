/**
 * The platform's clock. What it tells runs with real time, and a test may push it forward, so that rules of minutes ("a token lives
 * 15 minutes") are proven without waiting for them.
 */
export type Clock = {
  /** Milliseconds since 1970, as the double sees them. */
  now(): number;
  /** Runs `run` once the double's time has moved on by `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Pushes the double's time forward by `ms` and runs everything that is due, oldest first. */
  advance(ms: number): void;
  /** Cancels everything that waits. */
  stop(): void;
};

type Alarm = { at: number; run: () => void; handle?: NodeJS.Timeout };

/**
 * Makes a clock that starts at the present. Its alarms ring when time is pushed, so that a busy machine breaks no rule of the
 * platform; with `realTime` they ring by themselves too, for people who talk to a double and for benchmarks.
 */
export function makeClock(realTime = false): Clock {
  let ahead = 0;
  const alarms = new Set<Alarm>();
  const now = () => Date.now() + ahead;
  /** What the alarms go by. */
  const passed = () => (realTime ? now() : ahead);

  const ring = (alarm: Alarm) => {
    if (!alarms.delete(alarm)) return;
    clearTimeout(alarm.handle);
    alarm.run();
  };
  const wind = (alarm: Alarm) => {
    clearTimeout(alarm.handle);
    const wait = alarm.at - passed();
    if (!realTime && wait > 0) return;
    alarm.handle = setTimeout(() => ring(alarm), Math.max(0, wait));
    alarm.handle.unref();
  };

  return {
    now,
    after(ms, run) {
      const alarm: Alarm = { at: passed() + ms, run };
      alarms.add(alarm);
      wind(alarm);
      return () => {
        alarms.delete(alarm);
        clearTimeout(alarm.handle);
      };
    },
    advance(ms) {
      ahead += ms;
      const due = [...alarms].filter((alarm) => alarm.at <= passed()).sort((a, b) => a.at - b.at);
      for (const alarm of due) ring(alarm);
      for (const alarm of alarms) wind(alarm);
    },
    stop() {
      for (const alarm of alarms) clearTimeout(alarm.handle);
      alarms.clear();
    },
  };
}
