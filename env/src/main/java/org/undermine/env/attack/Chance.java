package org.undermine.env.attack;

import java.util.random.RandomGenerator;
import org.undermine.env.mdp.Probability;
import org.undermine.protocols.BlockSet;

/** Where a rule meets randomness. Rules toss named coins; who calls decides whether to roll them or to try them all. */
public interface Chance {
    /** True with the attacker's share of the mining power. */
    boolean alpha();

    /** True with the near defenders' share of the defenders' mining power. */
    boolean gamma();

    /** One of 0 to {@code n - 1}, equally likely. */
    int oneOf(int n);

    /** True with probability {@code part / whole}, where 0 <= part <= whole and whole > 0. */
    boolean share(int part, int whole);

    // ---- hashes

    /** How many hashes of order {@code g} are smaller than that of {@code newcomer}, which is not in it yet. */
    default int gap(Hashes hashes, int g, int newcomer) {
        return oneOf(hashes.length(g) + 1);
    }

    /** Which of {@code members} are among the {@code r} smallest in a cell that they share with {@code marks} marks. */
    default BlockSet lower(Hashes hashes, BlockSet members, int marks, int r) {
        BlockSet lower = BlockSet.EMPTY;
        int left = members.size() + marks;
        for (int b = members.first(); b >= 0; b = members.next(b), left--)
            if (share(r - lower.size(), left)) lower = lower.with(b);
        return lower;
    }

    /** Whether of two orders that are being interleaved, {@code i} and {@code j} of their hashes being placed, the next is from the first. */
    default boolean first(Hashes hashes, int g, int i, int other, int j) {
        int left = hashes.length(g) - i;
        return share(left, left + hashes.length(other) - j);
    }

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

        @Override
        public boolean share(int part, int whole) {
            return random.nextInt(whole) < part;
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
        private static final int DEEPEST = 1024;
        private static final Probability NEAR = Probability.NOT_ALPHA.gamma(true);
        private static final Probability FAR = Probability.NOT_ALPHA.gamma(false);
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
            probability = probability != Probability.ONE
                    ? probability.alpha(heads)
                    : heads ? Probability.ALPHA : Probability.NOT_ALPHA;
            return heads;
        }

        @Override
        public boolean gamma() {
            boolean heads = toss(2) == 0;
            probability = probability != Probability.NOT_ALPHA ? probability.gamma(heads) : heads ? NEAR : FAR;
            return heads;
        }

        @Override
        public int oneOf(int n) {
            if (n == 1) return 0;
            probability = probability.oneOf(n);
            return toss(n);
        }

        @Override
        public boolean share(int part, int whole) {
            if (part == 0 || part == whole) return part > 0;
            boolean heads = toss(2) == 0;
            probability = probability.share(heads ? part : whole - part, whole);
            return heads;
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
