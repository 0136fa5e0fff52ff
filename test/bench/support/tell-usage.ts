/** Bytes of memory that a process has when nothing is left to be collected. */
export interface Memory {
  /** By the system's count. */
  readonly resident: number;
  /** Of JavaScript's objects. */
  readonly heap: number;
}

/** What can be asked for, as a message. */
export interface Answers {
  readonly memory: Memory;
  /** Milliseconds of a processor since the process was started. */
  readonly processor: number;
}

/** Loaded into the server's process before the server, with `--expose-gc`: answers whoever has started it. */
process.on('message', (asked: keyof Answers) => {
  process.send?.(asked === 'memory' ? memory() : processor());
});
process.channel?.unref();

function memory(): Memory {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss: resident, heapUsed: heap } = process.memoryUsage();
  return { resident, heap };
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
