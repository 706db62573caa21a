package org.undermine.env.mdp;

import it.unimi.dsi.fastutil.chars.CharArrayList;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.shorts.ShortArrayList;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What follows from a run of states, as one thread found out: choices and outcomes in order, of each outcome where it leads, by
 * number if that was known then, else by fingerprint and bytes. {@link #number} makes rows of it, when its turn has come.
 */
final class Successors<S> implements Mdp.Choices<S> {
    /** What one thread explores with, and the symbols it has met. */
    static final class Finder<S> {
        private final Packed<S> model;
        private final Symbols<Probability> probabilities = new Symbols<>();
        private final Symbols<Payoff> payoffs = new Symbols<>();
        private final DoubleArrayList chances = new DoubleArrayList(); // of each probability, at one point
        private final CharArrayList sharedProbability = new CharArrayList(); // the number that all threads give to each
        private final CharArrayList sharedPayoff = new CharArrayList();
        private final ByteBuffer buffer = ByteBuffer.allocate(Packed.LONGEST);
        private final Fingerprint fingerprint = new Fingerprint();

        Finder(Packed<S> model) {
            this.model = model;
        }

        private double chance(char symbol) {
            if (symbol == chances.size()) chances.add(probabilities.get(symbol).at(ALPHA, GAMMA));
            return chances.getDouble(symbol);
        }
    }

    private static final int ROOM = 1 << 10; // to begin with
    private static final double TOLERANCE = 1e-12;
    private static final double ALPHA = 0.31415926535; // probabilities that sum to one here do everywhere
    private static final double GAMMA = 0.57721566490;

    private final Finder<S> by;
    private final Fingerprints known;
    private final IntArrayList choices = new IntArrayList(ROOM); // of each state
    private final ShortArrayList action = new ShortArrayList(ROOM);
    private final IntArrayList outcomes = new IntArrayList(ROOM); // of each choice
    private final IntArrayList target = new IntArrayList(ROOM); // -1 where it had no number
    private final CharArrayList probability = new CharArrayList(ROOM);
    private final CharArrayList payoff = new CharArrayList(ROOM);
    private final LongArrayList fingerprints = new LongArrayList(); // of targets without a number: high, low
    private final IntArrayList lengths = new IntArrayList();
    private byte[] bytes = new byte[1 << 14];
    private int end; // of bytes
    private double sum;

    Successors(Finder<S> by, Fingerprints known) {
        this.by = by;
        this.known = known;
    }

    /** Explores the next {@code count} states of {@code states}. */
    void explore(StateBytes.Reader states, int count) {
        for (int i = 0; i < count; i++) {
            int before = action.size();
            by.model.explore(by.model.read(states.next()), this);
            endChoice();
            if (action.size() == before) throw new IllegalStateException("a state allows no action");
            choices.add(action.size() - before);
        }
    }

    void start() {
        seen(by.model.start());
    }

    @Override
    public void choice(int a) {
        endChoice();
        action.add((short) a);
        outcomes.add(0);
        sum = 0;
    }

    private void endChoice() {
        if (!outcomes.isEmpty() && Math.abs(sum - 1) > TOLERANCE)
            throw new IllegalStateException("probabilities of a choice sum to " + sum);
    }

    @Override
    public void outcome(Probability p, S next, Payoff paid) {
        int choice = outcomes.size() - 1;
        outcomes.set(choice, outcomes.getInt(choice) + 1);
        char symbol = by.probabilities.index(p);
        sum += by.chance(symbol);
        probability.add(symbol);
        payoff.add(by.payoffs.index(paid));
        seen(next);
    }

    private void seen(S next) {
        by.model.write(next, by.buffer.clear());
        byte[] written = by.buffer.array();
        int length = by.buffer.position();
        by.fingerprint.of(written, 0, length);
        int number = known.find(by.fingerprint.high, by.fingerprint.low);
        target.add(number);
        if (number >= 0) return;
        fingerprints.add(by.fingerprint.high);
        fingerprints.add(by.fingerprint.low);
        lengths.add(length);
        if (end + length > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        System.arraycopy(written, 0, bytes, end, length);
        end += length;
    }

    /** Adds these rows to {@code table}, and to {@code states} those that are met for the first time. For one thread at a time, in order. */
    void number(GrowingTable table, StateBytes states, Symbols<Probability> probabilities, Symbols<Payoff> payoffs) {
        int c = 0;
        int o = 0;
        int stranger = 0;
        int from = 0;
        for (int s = 0; s < choices.size(); s++) {
            table.state();
            for (int endChoices = c + choices.getInt(s); c < endChoices; c++) {
                table.choice(action.getShort(c));
                for (int end = o + outcomes.getInt(c); o < end; o++) {
                    int next = target.getInt(o);
                    if (next < 0) {
                        next = number(stranger, from, states);
                        from += lengths.getInt(stranger++);
                    }
                    table.outcome(
                            next,
                            shared(probability.getChar(o), by.sharedProbability, by.probabilities, probabilities),
                            shared(payoff.getChar(o), by.sharedPayoff, by.payoffs, payoffs));
                }
            }
        }
    }

    /** Numbers the start. */
    void number(StateBytes states) {
        number(0, 0, states);
    }

    private int number(int stranger, int from, StateBytes states) {
        int next = known.add(fingerprints.getLong(2 * stranger), fingerprints.getLong(2 * stranger + 1));
        if (next == states.size()) states.add(bytes, from, lengths.getInt(stranger));
        return next;
    }

    /** The number that all threads give to a symbol: they are numbered in the order in which the rows come. */
    private static <T> char shared(char own, CharArrayList shared, Symbols<T> symbols, Symbols<T> all) {
        while (shared.size() <= own) shared.add(Character.MAX_VALUE);
        char number = shared.getChar(own);
        if (number != Character.MAX_VALUE) return number;
        number = all.index(symbols.get(own));
        shared.set(own, number);
        return number;
    }
}
