package org.undermine.env.mdp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The columns of one large {@link ExplicitMdp}, grown piece by piece: nothing is copied until it is built, and then let go of. */
final class GrowingTable {
    private static final int SEGMENT = 16; // bits
    private static final int WITHIN = (1 << SEGMENT) - 1;
    private static final int MOST = Integer.MAX_VALUE - 8; // that an array holds
    private static final int INT = 4;
    private static final int SHORT = 2;

    private final List<int[]> firstChoice = new ArrayList<>();
    private final List<int[]> firstOutcome = new ArrayList<>();
    private final List<int[]> target = new ArrayList<>();
    private final List<short[]> action = new ArrayList<>();
    private final List<char[]> probability = new ArrayList<>();
    private final List<char[]> payoff = new ArrayList<>();
    private int states;
    private int choices;
    private int outcomes;

    void state() {
        put(firstChoice, states++, choices);
    }

    void choice(short a) {
        if (choices == MOST) throw full("choices");
        put(firstOutcome, choices, outcomes);
        if ((choices & WITHIN) == 0) action.add(new short[WITHIN + 1]);
        action.get(choices >> SEGMENT)[choices & WITHIN] = a;
        choices++;
    }

    void outcome(int next, char p, char paid) {
        if (outcomes == MOST) throw full("outcomes");
        put(target, outcomes, next);
        put(probability, outcomes, p);
        put(payoff, outcomes, paid);
        outcomes++;
    }

    int outcomes() {
        return outcomes;
    }

    /** Bytes of memory, when it is built. */
    long bytes() {
        return (long) INT * states + (INT + SHORT) * (long) choices + (INT + 2 * SHORT) * (long) outcomes;
    }

    /** Bytes of memory there will be at the most while it is built. */
    long bytesSoon() {
        return bytes() + (long) INT * outcomes;
    }

    private static IllegalArgumentException full(String what) {
        return new IllegalArgumentException("more than " + MOST + " " + what + ": a smaller cutoff has fewer");
    }

    private static void put(List<int[]> column, int at, int value) {
        if ((at & WITHIN) == 0) column.add(new int[WITHIN + 1]);
        column.get(at >> SEGMENT)[at & WITHIN] = value;
    }

    private static void put(List<char[]> column, int at, char value) {
        if ((at & WITHIN) == 0) column.add(new char[WITHIN + 1]);
        column.get(at >> SEGMENT)[at & WITHIN] = value;
    }

    /** The table; nothing is left here. */
    ExplicitMdp build(List<Probability> probabilities, List<Payoff> payoffs, int unit) {
        put(firstChoice, states, choices);
        put(firstOutcome, choices, outcomes);
        return new ExplicitMdp(
                whole(firstChoice, states + 1, int[]::new),
                whole(firstOutcome, choices + 1, int[]::new),
                whole(action, choices, short[]::new),
                whole(target, outcomes, int[]::new),
                whole(probability, outcomes, char[]::new),
                whole(payoff, outcomes, char[]::new),
                List.copyOf(probabilities),
                List.copyOf(payoffs),
                unit);
    }

    private static <A> A whole(List<A> column, int length, IntFunction<A> make) {
        A whole = make.apply(length);
        for (int i = 0, from = 0; from < length; i++, from += WITHIN + 1) {
            System.arraycopy(column.get(i), 0, whole, from, Math.min(WITHIN + 1, length - from));
            column.set(i, null);
        }
        column.clear();
        return whole;
    }
}
