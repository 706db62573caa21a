package org.undermine.env.mdp;

/** What one outcome pays and how far it advances the clocks. */
public interface Payoff {
    Paid NOTHING = new Paid(0, 0, 0, 0);
    /** A proof-of-work is found, and nothing paid. */
    Paid FOUND = new Paid(0, 0, 0, 1);

    /** The amounts in rewards, not units, where the attacker's share is {@code alpha}. */
    Amounts at(double alpha, int unit);

    /**
     * @param reward the attacker's reward
     * @param others everybody else's reward
     * @param progress what difficulty adjustment counts
     * @param time proofs-of-work found, by anybody
     * @param blocks proofs-of-work that the agreed history takes in: its blocks, their uncles and votes
     * @param defended what became of the defenders' proofs-of-work
     */
    record Amounts(double reward, double others, double progress, double time, double blocks, Defended defended) {
        /** Where nobody asks what became of the defenders' proofs. */
        public Amounts(double reward, double others, double progress, double time, double blocks) {
            this(reward, others, progress, time, blocks, Defended.NONE);
        }
    }

    /**
     * What became of proofs-of-work that the defenders found.
     *
     * @param kept how many the agreed history takes in
     * @param uncles how many of these it only refers to
     * @param orphaned how many it leaves out for good
     * @param replaced how many defender blocks of one chain an agreement has replaced; of several such chains, the longest
     */
    record Defended(int kept, int uncles, int orphaned, int replaced) {
        public static final Defended NONE = new Defended(0, 0, 0, 0);

        /** {@code h} blocks of a chain that is agreed on. */
        public static Defended kept(int h) {
            return h == 0 ? NONE : new Defended(h, 0, 0, 0);
        }

        /** {@code h} blocks of a chain that is replaced. */
        public static Defended replaced(int h) {
            return h == 0 ? NONE : new Defended(0, 0, h, h);
        }
    }

    /** Whole numbers, the same at every alpha: rewards in units, the clocks as they are. */
    record Paid(int reward, int others, int progress, int time, int blocks, Defended defended) implements Payoff {
        public Paid(int reward, int others, int progress, int time) {
            this(reward, others, progress, time, Defended.NONE);
        }

        public Paid(int reward, int others, int progress, int time, int blocks) {
            this(reward, others, progress, time, blocks, Defended.NONE);
        }

        /** Where the history takes in as many proofs as the clock counts. */
        public Paid(int reward, int others, int progress, int time, Defended defended) {
            this(reward, others, progress, time, progress, defended);
        }

        @Override
        public Amounts at(double alpha, int unit) {
            return new Amounts((double) reward / unit, (double) others / unit, progress, time, blocks, defended);
        }
    }
}
