/**
 * The platform's clock. It runs with real time and a test may push it forward, so that rules of
 * minutes ("a token lives 15 minutes") are proven without waiting for them.
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

/** Makes a clock that starts at the present. */
export function makeClock(): Clock {
  let ahead = 0;
  const alarms = new Set<Alarm>();
  const now = () => Date.now() + ahead;

  const ring = (alarm: Alarm) => {
    if (!alarms.delete(alarm)) return;
    clearTimeout(alarm.handle);
    alarm.run();
  };
  const wind = (alarm: Alarm) => {
    clearTimeout(alarm.handle);
    alarm.handle = setTimeout(() => ring(alarm), Math.max(0, alarm.at - now()));
    alarm.handle.unref();
  };

  return {
    now,
    after(ms, run) {
      const alarm: Alarm = { at: now() + ms, run };
      alarms.add(alarm);
      wind(alarm);
      return () => {
        alarms.delete(alarm);
        clearTimeout(alarm.handle);
      };
    },
    advance(ms) {
      ahead += ms;
      const due = [...alarms].filter((alarm) => alarm.at <= now()).sort((a, b) => a.at - b.at);
      for (const alarm of due) ring(alarm);
      for (const alarm of alarms) wind(alarm);
    },
    stop() {
      for (const alarm of alarms) clearTimeout(alarm.handle);
      alarms.clear();
    },
  };
}
