package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.mdp.Feature;
import org.undermine.env.referee.Count;
import org.undermine.env.referee.Entry;
import org.undermine.env.referee.Referee;
import org.undermine.protocols.BlockSet;

/** An attack under {@link TrueHashes}, of which nothing is forgotten: in the end a {@link Referee} can go over all of it. */
public final class Replay implements Env {
    private final Scenario scenario;
    private final double alpha;
    private final double gamma;
    private final Space space;
    private final Attack attack;
    private final boolean[] legal;
    private BlockLog log;
    private TrueHashes hashes;
    private long reward;
    private long others;
    private long progress;
    private long proofs;

    public Replay(Scenario scenario, double alpha, double gamma) {
        this.scenario = scenario;
        this.alpha = alpha;
        this.gamma = gamma;
        space = scenario.attackSpace();
        attack = new Attack(scenario.rules(), space);
        legal = new boolean[space.actions().size()];
    }

    @Override
    public void reset(long seed) {
        log = new BlockLog(attack.at, Seeds.stream(Seeds.of(seed, 1)));
        hashes = new TrueHashes(attack.at, log, alpha, gamma, Seeds.stream(seed));
        attack.tell(log);
        reward = others = progress = proofs = 0;
        space.legal(attack, legal);
    }

    @Override
    public void step(int action) {
        if (!legal(action)) throw refuse(action);
        attack.clearPayments();
        space.step(attack, action, hashes, legal);
        hashes.check();
        check();
        var paid = attack.paid();
        reward += paid.reward();
        others += paid.others();
        progress += paid.progress();
        proofs += paid.blocks();
    }

    /** Who has heard of a block has heard of its parents. */
    private void check() {
        Position at = attack.at;
        BlockSet sent = at.dag.all().minus(at.withheld());
        for (int b = sent.first(); b >= 0; b = sent.next(b))
            if (at.withheld().meets(at.dag.parents(b)))
                throw new AssertionError("block " + b + " is out, but not all of its parents: " + at);
    }

    /** All blocks so far, in the order in which they were found; some may be withheld or abandoned. */
    public List<Entry> blocks() {
        return log.entries();
    }

    /** The place in {@link #blocks} of the last block that is paid for. */
    public int paidUpTo() {
        return log.name(attack.at.paid());
    }

    /** What the engine has paid. */
    public Count paid() {
        double unit = scenario.rules().unit();
        return new Count(reward / unit, others / unit, progress, proofs);
    }

    /** Holds every block to the rules, and what was paid to what the chain is worth. */
    public void judge(Referee referee) {
        referee.validate(blocks());
        assertEquals(referee.count(blocks(), paidUpTo()), paid(), "counted from scratch, and paid by the engine");
    }

    public State state() {
        return attack.state();
    }

    @Override
    public double reward() {
        int unit = scenario.rules().unit();
        return scenario.objective().reward(attack.paid().at(alpha, unit), unit);
    }

    @Override
    public double progress() {
        return scenario.objective()
                .clock(attack.paid().at(alpha, scenario.rules().unit()));
    }

    @Override
    public List<Feature> features() {
        return space.features();
    }

    @Override
    public List<String> actions() {
        return space.actions();
    }

    @Override
    public boolean legal(int action) {
        return action >= 0 && action < legal.length && legal[action];
    }

    @Override
    public void observe(float[] into, int offset) {
        space.observe(attack, into, offset);
    }
}
