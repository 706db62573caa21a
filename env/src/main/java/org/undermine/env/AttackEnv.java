package org.undermine.env;

import java.util.List;
import java.util.function.Consumer;
import org.undermine.env.attack.Attack;
import org.undermine.env.attack.Chance;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Coins;
import org.undermine.env.attack.Drawing;
import org.undermine.env.attack.Space;
import org.undermine.env.attack.State;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.protocols.Protocol;

/** An attack carried out by its rules, with dice. */
public final class AttackEnv implements Resumable {
    private final Space space;
    private final Attack attack;
    private final Objective objective;
    private final double alphaAsMade;
    private final double gammaAsMade;
    private final int unit;
    private final boolean comparesHashes;
    private final List<String> actions;
    private final boolean[] legal;
    private boolean atCutoff;
    private long cutoffs;
    private double alpha;
    private double gamma;
    private Stream stream; // null where chance is given
    private Chance dice;
    private Chronicle chronicle; // null if nobody reads one
    private Consumer<String> listener; // null if nobody listens

    public AttackEnv(Protocol protocol, Space space, double alpha, double gamma, Objective objective) {
        this.space = space;
        this.alpha = alphaAsMade = alpha;
        this.gamma = gammaAsMade = gamma;
        this.objective = objective;
        attack = new Attack(protocol, space);
        unit = protocol.unit();
        comparesHashes = protocol.comparesHashes();
        actions = space.actions();
        legal = new boolean[actions.size()];
    }

    @Override
    public List<Feature> features() {
        return space.features();
    }

    @Override
    public List<String> actions() {
        return actions;
    }

    @Override
    public void reset(long seed) {
        reset(seed, alphaAsMade, gammaAsMade);
    }

    @Override
    public void reset(long seed, double alpha, double gamma) {
        roll(alpha, gamma, Seeds.stream(seed));
        Stream own = stream;
        reset(dice);
        stream = own;
    }

    private void roll(double alpha, double gamma, Stream random) {
        this.alpha = alpha;
        this.gamma = gamma;
        stream = random;
        dice = new Chance.Dice(alpha, gamma, random);
    }

    /** Starts anew, with {@code chance} to decide instead of dice. */
    public void reset(Chance chance) {
        stream = null;
        dice = chance;
        if (listener != null) dice = new Coins(dice, chronicle, listener);
        attack.clear();
        cutoffs = 0;
        atCutoff = space.legal(attack, legal);
    }

    @Override
    public void leave(Bookmark at) {
        at.put(stream.state());
        at.put(alpha);
        at.put(gamma);
        at.put(cutoffs);
        leavePosition(at);
    }

    /** Writes down what alone, with the tosses to come, decides how the attack goes on. */
    void leavePosition(Bookmark at) {
        at.put(atCutoff ? 1L : 0L);
        for (int first = 0; first < legal.length; first += Long.SIZE) at.put(word(first));
        attack.leave(at);
    }

    private long word(int first) {
        long word = 0;
        for (int i = 0; i < Long.SIZE && first + i < legal.length; i++) if (legal[first + i]) word |= 1L << i;
        return word;
    }

    @Override
    public void goOn(Bookmark at) {
        if (chronicle != null) throw new IllegalStateException("what is written down of one attack is not of another");
        long state = at.number();
        double a = at.real();
        double g = at.real();
        if (stream == null || a != alpha || g != gamma) roll(a, g, new Stream(state));
        else stream.goOn(state);
        cutoffs = at.number();
        goOnPosition(at);
    }

    /** Goes on from what {@link #leavePosition} wrote. */
    void goOnPosition(Bookmark at) {
        atCutoff = at.number() != 0;
        for (int first = 0; first < legal.length; first += Long.SIZE) {
            long word = at.number();
            for (int i = 0; i < Long.SIZE && first + i < legal.length; i++) legal[first + i] = (word >> i & 1) != 0;
        }
        attack.goOn(at);
    }

    @Override
    public long random() {
        return stream.state();
    }

    @Override
    public void step(int action) {
        if (dice == null) throw new IllegalStateException("step before the first reset");
        if (!legal(action)) throw refuse(action);
        step(action, dice);
        if (chronicle != null) chronicle.decided(action);
    }

    /** Takes a legal action, with {@code chance} to decide this once. */
    void step(int action, Chance chance) {
        if (atCutoff) cutoffs++;
        attack.clearPayments();
        atCutoff = space.step(attack, action, chance, legal);
    }

    /** Gives the blocks the numbers that a table gives them, where nothing that is to come depends on their numbers. */
    void number() {
        if (!comparesHashes && !space.namesBlocks()) attack.number();
    }

    boolean atCutoff() {
        return atCutoff;
    }

    /** How many decisions since the last reset were made at the cutoff, where the attack may not go on as it would. */
    public long cutoffs() {
        return cutoffs;
    }

    /** What happens from the next {@link #reset} on, written down. */
    public Chronicle chronicle() {
        dice = null;
        return chronicle = attack.chronicle();
    }

    /** What happens from the next {@link #reset} on, written down; and what chance decides is told in words, with names as there. */
    public Chronicle chronicle(Consumer<String> coins) {
        listener = coins;
        return chronicle();
    }

    /** What has been written down since the last {@link #reset}; null if nobody asked for a {@link #chronicle}. */
    public Chronicle written() {
        return chronicle;
    }

    /** Where the attack stands, drawn. Blocks go by number where actions name them, else as in the {@link #chronicle}. */
    public List<String> drawing() {
        return Drawing.of(attack, chronicle, space.namesBlocks());
    }

    /** Where the attack stands, as a compiled table numbers it. */
    public State state() {
        return attack.state();
    }

    @Override
    public double reward() {
        if (objective.earnsRewards()) return (double) attack.reward() / unit;
        return objective.reward(attack.paid().at(alpha, unit), unit);
    }

    @Override
    public double progress() {
        if (objective.equals(Objective.PROGRESS)) return attack.progress();
        Payoff payoff = attack.paid();
        return objective.clock(payoff.at(alpha, unit));
    }

    @Override
    public boolean legal(int action) {
        return action >= 0 && action < legal.length && legal[action];
    }

    @Override
    public void legal(boolean[] into) {
        System.arraycopy(legal, 0, into, 0, legal.length);
    }

    @Override
    public void observe(float[] into, int offset) {
        space.observe(attack, into, offset);
    }
}
