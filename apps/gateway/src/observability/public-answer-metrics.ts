import { Counter, Gauge, type Registry } from 'prom-client';
import type { PublicAnswers } from '../caching/public-answers.ts';

/** How often an answer was kept already, how much is kept, how often it was wrong, and how long ago each service was heard. */
export function watchPublicAnswers(registry: Registry, answers: Pick<PublicAnswers, 'figures'>): void {
  const registers = [registry];
  new Counter({
    registers, name: 'sortition_public_answers_total', help: 'Answers for everybody: kept (hit), shared while they were made (joined), made (miss), made because a feed was silent (unfollowed)', labelNames: ['outcome'],
    collect() {
      this.reset();
      for (const [outcome, count] of answers.figures().outcomes) this.inc({ outcome }, count);
    },
  });
  new Counter({
    registers, name: 'sortition_public_answer_purges_total', help: 'Changes after which kept answers were dropped',
    collect() {
      this.reset();
      this.inc(answers.figures().purges);
    },
  });
  new Gauge({
    registers, name: 'sortition_public_answer_bytes', help: 'Memory that kept answers take',
    collect() {
      this.set(answers.figures().bytes);
    },
  });
  new Gauge({
    registers, name: 'sortition_feed_silence_seconds', help: 'Since the feed of a service was last heard; no value before it ever was', labelNames: ['subgraph'],
    collect() {
      this.reset();
      for (const feed of answers.figures().feeds) {
        const silent = feed.silentMs();
        if (silent !== undefined) this.set({ subgraph: feed.service }, silent / 1_000);
      }
    },
  });
}
