import { createServer as createHttpServer } from 'node:http';
import { checkAddressesOfServices } from './checked-addresses.ts';
import { portFrom, settingsFrom } from './environment.ts';
import { checkSettings, checkSowing } from './production.ts';
import { SettingsError } from './settings-error.ts';
import type { LogEntry } from './settings.ts';

/** Starts the backend from the environment, as `docs/operation.md` describes it. */
try {
  await start();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const settings = { ...settingsFrom(process.env), log };
  const port = portFrom(process.env);
  if (process.env.ORGTAGS_DEMO === '1') checkSowing();
  checkSettings(settings);
  checkAddressesOfServices(settings);
  // Loading it takes most of a second, which a start that is refused does not wait for.
  const { createServer, migrate, serve } = await import('./index.ts');
  // Before anything is changed: it refuses settings that are no good.
  const server = createServer(settings);
  await migrate(settings);
  const http = createHttpServer();
  const serving = serve(server, http);
  http.listen(port, () => {
    log({ level: 'info', event: 'listening', port });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log({ level: 'info', event: 'stopping', signal });
      void serving.stop().then(() => process.exit(0));
    });
  }
}

function log(entry: LogEntry): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}
