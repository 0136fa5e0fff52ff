import { percentile, type Times } from './measure.ts';

/** Where what was measured goes. */
export interface Report {
  /**
   * Begins a table of how long something takes.
   * @param counted what is counted, requests unless it is said
   */
  table(title: string, counted?: string): void;
  /** One line of it. */
  times(name: string, times: Times): void;
  /** A figure with its unit, apart from tables. */
  figure(name: string, value: string): void;
  /** What must hold; the run fails where it does not. */
  budget(sentence: string, kept: boolean): void;
  /** Says which budgets were kept. @returns whether all were */
  end(): boolean;
}

/** A report that is printed as Markdown, as it comes. */
export function printedReport(): Report {
  const budgets: { readonly sentence: string; readonly kept: boolean }[] = [];
  return {
    table(title, counted = 'requests') {
      print(`\n### ${title}\n`);
      row('', 'p50', 'p95', 'p99', counted);
      row('---', '--:', '--:', '--:', '--:');
    },
    times(name, times) {
      const cells = [0.5, 0.95, 0.99].map(share => `${percentile(times, share).toFixed(1)} ms`);
      row(name, ...cells, String(times.length));
    },
    figure(name, value) {
      print(`\n${name}: ${value}`);
    },
    budget(sentence, kept) {
      budgets.push({ sentence, kept });
    },
    end() {
      print('\n### Budgets\n');
      for (const { sentence, kept } of budgets) print(`- ${kept ? 'kept' : 'BROKEN'}: ${sentence}`);
      return budgets.every(({ kept }) => kept);
    },
  };
}

function row(...cells: readonly string[]): void {
  print(`| ${cells.join(' | ')} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
