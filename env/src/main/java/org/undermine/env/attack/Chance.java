package org.undermine.env.attack;

import java.util.random.RandomGenerator;
import org.undermine.env.mdp.Probability;

/** Where a rule meets randomness. Rules toss named coins; who calls decides whether to roll them or to try them all. */
public interface Chance {
    /** True with the attacker's share of the mining power. */
    boolean alpha();

    /** True with the near defenders' share of the defenders' mining power. */
    boolean gamma();

    /** One of 0 to {@code n - 1}, equally likely. */
    int oneOf(int n);

    /** Rolls real dice. */
    record Dice(double share, double near, RandomGenerator random) implements Chance {
        @Override
        public boolean alpha() {
            return random.nextDouble() < share;
        }

        @Override
        public boolean gamma() {
            return random.nextDouble() < near;
        }

        @Override
        public int oneOf(int n) {
            return random.nextInt(n);
        }
    }

    /**
     * Every sequence of tosses that a rule can see, one run of the rule each.
     *
     * <pre>{@code
     * var every = new Chance.Every();
     * do rule(every); while (every.another());
     * }</pre>
     */
    final class Every implements Chance {
        private static final int DEEPEST = 64;
        private final int[] face = new int[DEEPEST]; // the script: what each toss of the next run shows
        private final int[] faces = new int[DEEPEST];
        private int tossed;
        private Probability probability = Probability.ONE;

        private int toss(int n) {
            faces[tossed] = n;
            return face[tossed++];
        }

        @Override
        public boolean alpha() {
            boolean heads = toss(2) == 0;
            probability = probability.alpha(heads);
            return heads;
        }

        @Override
        public boolean gamma() {
            boolean heads = toss(2) == 0;
            probability = probability.gamma(heads);
            return heads;
        }

        @Override
        public int oneOf(int n) {
            if (n == 1) return 0;
            probability = probability.oneOf(n);
            return toss(n);
        }

        /** The probability of the run just made. */
        public Probability probability() {
            return probability;
        }

        /** Sets up the next run; false, and ready for another rule, once every run has been made. */
        public boolean another() {
            int last = tossed - 1;
            while (last >= 0 && face[last] == faces[last] - 1) face[last--] = 0;
            if (last >= 0) face[last]++;
            tossed = 0;
            probability = Probability.ONE;
            return last >= 0;
        }
    }
}
