import type { PostgresServer } from '@sortition/embedded-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDrawChaos } from './chaos/draw-chaos.ts';
import { startMortalPostgres } from './chaos/draw-stage.ts';

// The same with 10,000 draws and 200 kills takes minutes: `npm run chaos -- draw`.
let server: PostgresServer;
beforeAll(async () => { server = await startMortalPostgres(); });
afterAll(() => server?.stop());

const SOUND = { lost: 0, doubled: 0, changed: 0, eventsWrong: 0, refused: 0, secondResults: 0, changedAnswers: 0 };
const none = { points: 0, services: 0, backends: 0, postmasters: 0 };

describe('draws while services, connections and the database are killed', { timeout: 600_000 }, () => {
  it('are neither lost nor doubled nor changed once they were told', async () => {
    const report = await runDrawChaos(server, { draws: 100, lanes: 8, number: 1, kills: { points: 8, services: 1, backends: 2, postmasters: 2 } });
    expect(report).toMatchObject({ ...SOUND, tasks: 100 });
    expect(report.draws).toBeGreaterThan(100); // some were given up and drawn again
    expect(Object.values(report.kills).reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(8);
    expect(report.kills['backend'] ?? 0).toBeGreaterThan(0);
    expect(report.kills['postmaster'] ?? 0).toBeGreaterThan(0);
  });

  it.each([
    ['no-idempotency', 'refused', { ...none, points: 4 }],
    ['event-outside', 'eventsWrong', { ...none, points: 6 }],
    ['not-durable', 'refused', { ...none, postmasters: 3 }],
  ] as const)('the mistake «%s» is caught', async (mistake, sign, kills) => {
    let report = await runDrawChaos(server, { draws: 30, lanes: 8, number: 1, kills, mistake });
    // what a killed database forgets depends on the moment
    if (report[sign] + report.lost + report.changed === 0) report = await runDrawChaos(server, { draws: 60, lanes: 8, number: 2, kills, mistake });
    expect(report[sign] + report.lost + report.changed).toBeGreaterThan(0);
  });
});
