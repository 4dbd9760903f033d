import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from 'pino';

/** What is put there in several steps is looked at once, after the last of them. */
const QUIET_MS = 60;

/**
 * Calls when something may have happened to a file. The folder is watched rather than the file, so that one that is renamed into its
 * place is noticed; and it is looked at now and then in any case, since network shares and linked folders tell nobody.
 */
export function watchFolderOf(file: string, everyMs: number, changed: () => void, log: Logger): () => void {
  const interval = setInterval(changed, everyMs).unref();
  let quiet: NodeJS.Timeout | undefined;
  const stopTimers = (): void => {
    clearInterval(interval);
    clearTimeout(quiet);
  };
  try {
    const watcher = watch(dirname(file), { persistent: false }, () => {
      quiet ??= setTimeout(() => {
        quiet = undefined;
        changed();
      }, QUIET_MS);
      quiet.refresh();
    });
    watcher.on('error', (error) => log.warn({ err: error }, 'the folder of the supergraph is no longer watched; it is still looked at'));
    return () => {
      stopTimers();
      watcher.close();
    };
  } catch (error) {
    log.warn({ err: error }, 'the folder of the supergraph cannot be watched; it is looked at instead');
    return stopTimers;
  }
}
