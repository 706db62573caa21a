package org.undermine.env;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Feature;

/**
 * An attack carried out by its rules that remembers: where it has been, and what came of which action under which tosses.
 * Toss by toss it is the same process as its {@link AttackEnv}, faster where attacks come to the same positions again.
 *
 * <p>It remembers as much as it may. Where that is not of use in enough of its steps, it forgets all and plays by the rules
 * alone for a while, each time for longer.
 */
public final class RememberingEnv implements Resumable {
    /** Bytes. */
    public static final long MEMORY = 64L << 20;

    private static final int SPELL = 1 << 16; // steps between looks at what memory is worth
    private static final double WORTH = 0.3; // least share of steps that have to be remembered
    private static final double WORTH_EARLY = 0.15; // as long as there is room for more
    private static final int LONGEST_REST = 1 << 10; // spells

    private final AttackEnv rules; // stands where the attack does if that place has no number
    private final double alphaAsMade;
    private final double gammaAsMade;
    private final long memory;
    private final int a;
    private final Tosses tosses = new Tosses();
    private final Bookmark mark = new Bookmark();
    private long[] packed = new long[64];
    private int length; // of it
    private Places places;
    private Outcomes outcomes;
    private int start = Places.NOWHERE;
    private int place = Places.NOWHERE;
    private boolean begun;
    private double reward;
    private double progress;
    private long cutoffs;
    private boolean lent; // numbers of places are kept elsewhere
    private boolean full;
    private boolean tired;
    private int steps; // of this spell
    private int remembered; // of them
    private int resting; // spells still to come without memory
    private int rest = 1; // for how long next time

    /** @param memory bytes, about; 0 for none */
    public RememberingEnv(AttackEnv rules, double alpha, double gamma, long memory) {
        this.rules = rules;
        this.memory = memory;
        alphaAsMade = alpha;
        gammaAsMade = gamma;
        a = rules.actions().size();
        begin();
    }

    private void begin() {
        places = new Places(rules.features().size(), a);
        outcomes = new Outcomes(a);
        start = Places.NOWHERE;
        full = tired = false;
    }

    @Override
    public List<Feature> features() {
        return rules.features();
    }

    @Override
    public List<String> actions() {
        return rules.actions();
    }

    @Override
    public void reset(long seed) {
        reset(seed, alphaAsMade, gammaAsMade);
    }

    @Override
    public void reset(long seed, double alpha, double gamma) {
        tosses.goOn(Seeds.stream(seed).state(), alpha, gamma);
        begun = true;
        reward = progress = 0;
        cutoffs = 0;
        place = start;
        if (place >= 0) return;
        rules.reset(tosses);
        place = start = look();
    }

    @Override
    public void step(int action) {
        if (!begun) throw new IllegalStateException("step before the first reset");
        if (!legal(action)) throw refuse(action);
        if (++steps == SPELL) judge();
        tosses.begin();
        int from = place;
        if (from >= 0) {
            if (places.cut(from)) cutoffs++;
            int outcome = outcomes.follow(from, action, tosses);
            if (outcome >= 0) {
                remembered++;
                place = outcomes.next(outcome);
                reward = outcomes.reward(outcome);
                progress = outcomes.progress(outcome);
                return;
            }
            rules.goOnPosition(places.read(from, mark));
        } else if (rules.atCutoff()) {
            cutoffs++;
        }
        rules.step(action, tosses);
        reward = rules.reward();
        progress = rules.progress();
        place = look();
        if (from >= 0 && place >= 0 && room()) outcomes.add(from, action, tosses, place, reward, progress);
    }

    /** The number of the place where the rules have led, a new one if there is room. */
    private int look() {
        if (resting > 0 || memory == 0) return Places.NOWHERE;
        rules.number();
        rules.leavePosition(mark.write());
        pack();
        int found = places.find(packed, length);
        return found >= 0 || !room() ? found : places.add(packed, length, rules);
    }

    private boolean room() {
        if (!full) full = places.bytes() + outcomes.bytes() >= memory;
        return !full;
    }

    private void pack() {
        length = mark.packed();
        if (packed.length < length) packed = new long[2 * length];
        mark.pack(packed);
    }

    private void judge() {
        if (resting > 0) resting--;
        else tired = remembered < (full ? WORTH : WORTH_EARLY) * steps;
        if (tired && !lent) forget();
        steps = remembered = 0;
    }

    @Override
    public boolean tired() {
        return tired;
    }

    @Override
    public void forget() {
        if (place >= 0) rules.goOnPosition(places.read(place, mark));
        place = Places.NOWHERE;
        begin();
        resting = rest;
        rest = Math.min(LONGEST_REST, 4 * rest);
    }

    @Override
    public int place() {
        lent = true;
        return place;
    }

    @Override
    public long random() {
        return tosses.random();
    }

    @Override
    public void goOn(int at, long random, double alpha, double gamma) {
        begun = true;
        tosses.goOn(random, alpha, gamma);
        reward = progress = 0;
        place = at;
    }

    @Override
    public void leave(Bookmark at) {
        at.put(tosses.random());
        at.put(tosses.alphaShare());
        at.put(tosses.gammaShare());
        at.put(cutoffs);
        if (place >= 0) {
            length = places.mark(place).length;
            packed = Arrays.copyOf(places.mark(place), Math.max(packed.length, length));
        } else {
            rules.leavePosition(mark.write());
            pack();
        }
        at.put(length);
        at.put(packed, length);
    }

    @Override
    public void goOn(Bookmark at) {
        long random = at.number();
        double alpha = at.real();
        goOn(Places.NOWHERE, random, alpha, at.real());
        cutoffs = at.number();
        length = (int) at.number();
        if (packed.length < length) packed = new long[2 * length];
        at.numbers(packed, length);
        place = places.find(packed, length);
        if (place < 0) rules.goOnPosition(mark.unpack(packed));
    }

    /** As {@link AttackEnv#cutoffs}. */
    public long cutoffs() {
        return cutoffs;
    }

    @Override
    public double reward() {
        return reward;
    }

    @Override
    public double progress() {
        return progress;
    }

    @Override
    public boolean legal(int action) {
        if (place < 0) return rules.legal(action);
        return action >= 0 && action < a && places.legal(place, action);
    }

    @Override
    public void legal(byte[] into, int offset) {
        if (place < 0) rules.legal(into, offset);
        else places.legal(place, into, offset);
    }

    @Override
    public void observe(float[] into, int offset) {
        if (place < 0) rules.observe(into, offset);
        else places.observe(place, into, offset);
    }
}
