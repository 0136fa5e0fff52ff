import type { Report } from './support/report.ts';
import type { RunningServer } from './support/running-server.ts';
import type { World } from './support/world.ts';

/** What a bench is given. */
export interface Ground {
  readonly server: RunningServer;
  readonly world: World;
  readonly report: Report;
}

/** Measures something and reports it. One file a subject, named in run.ts. */
export type Bench = (ground: Ground) => Promise<void>;
