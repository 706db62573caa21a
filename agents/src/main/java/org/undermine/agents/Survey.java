package org.undermine.agents;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.undermine.agents.Batches.Ratio;
import org.undermine.env.mdp.Objective;
import org.undermine.env.network.Outcome;
import org.undermine.env.network.Simulation;

/**
 * What came of a simulated network, with 99 % confidence intervals by {@link Batches}.
 *
 * @param outcome all of it
 * @param revenue of each node: reward divided by what the objective says
 * @param stale proofs-of-work that ended neither on the chain nor referred to by it, for each proof-of-work
 * @param efficiency progress for each proof-of-work
 * @param gamma the part of the honest mining power on the attacker's side in a race; NaN where there was no race
 * @param failures confirmed blocks that were rewritten, for each block of the agreed chain
 */
public record Survey(Outcome outcome, List<Ratio> revenue, Ratio stale, Ratio efficiency, Ratio gamma, Ratio failures) {
    /**
     * Runs {@code simulation} on.
     *
     * @param proofs proofs-of-work to be found, at least {@link Batches#COUNT}
     * @param progress told the number of proofs found, now and then; may throw to give up
     * @throws IllegalArgumentException one line, if there are too few proofs
     */
    public static Survey of(Simulation simulation, long proofs, Objective objective, LongConsumer progress) {
        if (proofs < Batches.COUNT)
            throw new IllegalArgumentException("activations is " + proofs + "; allowed: from " + Batches.COUNT);
        Outcome start = simulation.outcome();
        int nodes = start.rewards().length;
        List<Batches> revenue = Stream.generate(Batches::new).limit(nodes).toList();
        var stale = new Batches();
        var efficiency = new Batches();
        var gamma = new Batches();
        var failures = new Batches();
        Outcome last = start;
        long run = 0;
        for (int batch = 0; batch < Batches.COUNT; batch++) {
            long end = (long) ((double) proofs / Batches.COUNT * (batch + 1));
            if (batch == Batches.COUNT - 1) end = proofs;
            simulation.run(end - run);
            run = end;
            progress.accept(run);
            Outcome now = simulation.outcome();
            Outcome news = now.since(last);
            last = now;
            for (int node = 0; node < nodes; node++) {
                var paid = news.paid(node);
                revenue.get(node).add(batch, paid.reward(), objective.clock(paid));
            }
            stale.add(batch, (double) news.decided() - news.taken(), news.decided());
            efficiency.add(batch, news.progress(), news.decided());
            gamma.add(batch, news.near(), news.races());
            failures.add(batch, news.rewritten(), news.blocks());
        }
        return new Survey(
                last.since(start),
                revenue.stream().map(Batches::ratio).toList(),
                stale.ratio(),
                efficiency.ratio(),
                gamma.ratio(),
                failures.ratio());
    }
}
