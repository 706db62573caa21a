package org.undermine.env.mdp;

/** What one outcome pays and how far it advances the clocks. */
public interface Payoff {
    Payoff NOTHING = new Paid(0, 0, 0, 0);

    /** The amounts in rewards, not units, where the attacker's share is {@code alpha}. */
    Amounts at(double alpha, int unit);

    /**
     * @param reward the attacker's reward
     * @param others everybody else's reward
     * @param progress what difficulty adjustment counts
     * @param time proofs-of-work found, by anybody
     * @param blocks proofs-of-work that the agreed history takes in: its blocks, their uncles and votes
     */
    record Amounts(double reward, double others, double progress, double time, double blocks) {}

    /** Whole numbers, the same at every alpha: rewards in units, the clocks as they are. */
    record Paid(int reward, int others, int progress, int time, int blocks) implements Payoff {
        public Paid(int reward, int others, int progress, int time) {
            this(reward, others, progress, time, progress);
        }

        @Override
        public Amounts at(double alpha, int unit) {
            return new Amounts((double) reward / unit, (double) others / unit, progress, time, blocks);
        }
    }
}
