package org.undermine.env.network;

import org.undermine.env.mdp.Payoff;

/**
 * What has come of a simulation so far; or, after {@link #since}, of a part of it.
 *
 * @param proofs proofs-of-work found
 * @param seconds the time it took
 * @param decided proofs-of-work whose fate is known
 * @param taken those of them that the agreed history holds or refers to
 * @param progress of the agreed history, in the protocol's units
 * @param rewards what each node was paid
 * @param races how many honest proofs-of-work were found while some honest nodes preferred the attacker's chain and others not
 * @param near how many of those were found by nodes that preferred the attacker's
 * @param blocks of the agreed chain
 * @param rewritten blocks that a node had seen confirmed and that its chain then lost; 0 if nobody counts them
 * @param decisions of the attacker
 * @param cutoffs how many of them were made at the cutoff of its attack
 * @param restarts how often it had to think anew, for what it had taken for settled was not
 */
public record Outcome(
        long proofs,
        double seconds,
        long decided,
        long taken,
        long progress,
        double[] rewards,
        long races,
        long near,
        long blocks,
        long rewritten,
        long decisions,
        long cutoffs,
        long restarts) {

    /** What {@code node} was paid, beside the clocks that it can be divided by. */
    public Payoff.Amounts paid(int node) {
        double all = 0;
        for (double reward : rewards) all += reward;
        return new Payoff.Amounts(rewards[node], all - rewards[node], progress, decided, taken);
    }

    /** Reward for each unit of progress: what remains after difficulty adjustment. NaN before any progress. */
    public double revenue(int node) {
        return rewards[node] / progress;
    }

    /** The part of the proofs-of-work that ended neither on the chain nor referred to by it. */
    public double staleRate() {
        return (double) (decided - taken) / decided;
    }

    /** Progress for each proof-of-work. */
    public double efficiency() {
        return (double) progress / decided;
    }

    /** The part of the honest mining power that was on the attacker's side in a race; NaN if there was none. */
    public double gamma() {
        return (double) near / races;
    }

    /** Confirmed blocks that were rewritten, for each block of the agreed chain. */
    public double confirmationFailures() {
        return (double) rewritten / blocks;
    }

    /** What has come since {@code earlier}. */
    public Outcome since(Outcome earlier) {
        double[] paid = rewards.clone();
        for (int i = 0; i < paid.length; i++) paid[i] -= earlier.rewards[i];
        return new Outcome(
                proofs - earlier.proofs,
                seconds - earlier.seconds,
                decided - earlier.decided,
                taken - earlier.taken,
                progress - earlier.progress,
                paid,
                races - earlier.races,
                near - earlier.near,
                blocks - earlier.blocks,
                rewritten - earlier.rewritten,
                decisions - earlier.decisions,
                cutoffs - earlier.cutoffs,
                restarts - earlier.restarts);
    }
}
