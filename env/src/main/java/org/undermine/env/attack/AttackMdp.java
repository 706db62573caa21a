package org.undermine.env.attack;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Bounded;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Packed;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;
import org.undermine.protocols.Protocol;

/**
 * An attack as a process to compile: every outcome of every coin, states that differ only in numbering merged.
 *
 * <p>Not for several threads at once.
 */
public final class AttackMdp implements Packed<State>, Bounded<State> {
    private final Space space;
    private final Attack before;
    private final Attack ahead;
    private final Attack after;
    private final Canonical canonical;
    private final boolean[] legal;
    private final Chance.Every every = new Chance.Every(); // ready for another rule between choices
    private final boolean merging;
    private final boolean hashed;
    private boolean waits; // whether time passes after the action at hand, and a proof-of-work is found then
    private boolean finds;
    private final Map<Outcome, Probability> drawn = new LinkedHashMap<>(); // of the choice at hand

    public AttackMdp(Protocol protocol, Space space) {
        this(protocol, space, true);
    }

    private AttackMdp(Protocol protocol, Space space, boolean merging) {
        this.merging = merging;
        this.space = space;
        before = new Attack(protocol, space);
        ahead = new Attack(protocol, space);
        after = new Attack(protocol, space);
        hashed = protocol.comparesHashes();
        canonical = after.canonical();
        legal = new boolean[space.actions().size()];
    }

    /** The same process with every numbering of the blocks a state of its own: far larger, for tests of merging. */
    public static AttackMdp unmerged(Protocol protocol, Space space) {
        return new AttackMdp(protocol, space, false);
    }

    @Override
    public AttackMdp another() {
        return new AttackMdp(before.protocol(), space.another(), merging);
    }

    @Override
    public void write(State state, ByteBuffer to) {
        state.write(to);
    }

    @Override
    public State read(ByteBuffer from) {
        return State.read(from);
    }

    private State state(Attack attack) {
        return merging ? canonical.of(attack.at) : canonical.asNumbered(attack.at);
    }

    @Override
    public State start() {
        before.at.clear();
        return state(before);
    }

    @Override
    public List<String> actions() {
        return space.actions();
    }

    @Override
    public void explore(State state, Choices<State> choices) {
        Codec.read(state, before.at, before.protocol());
        space.legal(before, legal);
        for (int action = 0; action < legal.length; action++) {
            if (!legal[action]) continue;
            choices.choice(action);
            begin(action);
            boolean more;
            do {
                toss(action);
                var probability = every.probability();
                more = every.another();
                if (probability.among() == 1) choices.outcome(probability, state(after), after.paid());
                else add(probability, state(after), after.paid());
            } while (more);
            drawn.forEach((to, probability) -> choices.outcome(probability, to.state, to.paid));
            drawn.clear();
        }
    }

    /** What all outcomes of an action have in common; where hashes are compared, anything may be up to chance. */
    private void begin(int action) {
        ahead.copy(before);
        if (hashed) return;
        waits = space.act(ahead, action);
        finds = waits && ahead.pass();
    }

    /** One outcome, as {@link Space#step} comes to it. */
    private void toss(int action) {
        after.copy(ahead);
        if (hashed) {
            space.step(after, action, every);
            return;
        }
        if (finds) after.mine(every, space.mining(after, action));
        space.look(after, waits, null);
    }

    /** Draws of hashes lead to the same state in many ways: those are one outcome. */
    private void add(Probability probability, State state, Payoff.Paid paid) {
        drawn.merge(new Outcome(state, paid, probability.kind()), probability, Probability::plus);
    }

    private record Outcome(State state, Payoff.Paid paid, Probability kind) {}

    @Override
    public List<Feature> features() {
        return space.features();
    }

    @Override
    public void observe(State state, float[] into, int offset) {
        Codec.read(state, before.at, before.protocol());
        space.observe(before, into, offset);
    }

    @Override
    public double bound(double alpha, Objective objective) {
        return Pace.bound(before.protocol(), alpha, objective);
    }

    @Override
    public double potential(State state, double bound) {
        Codec.read(state, before.at, before.protocol());
        return Pace.potential(before.protocol(), before.at, bound);
    }

    @Override
    public int unit() {
        return before.protocol().unit();
    }
}
