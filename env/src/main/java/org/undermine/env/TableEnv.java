package org.undermine.env;

import java.util.List;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.RatioMdp;

/** A compiled process walked at random: the same process as its rules with dice, faster. */
public final class TableEnv implements Resumable {
    private final Rows rows;
    private final ExplicitMdp table;
    private final Objective objective;
    private final RatioMdp asMade;
    private RatioMdp mdp;
    private Stream random;
    private int state;
    private int outcome;

    public TableEnv(Compiled<?> compiled, double alpha, double gamma, Objective objective) {
        this(Rows.of(compiled), alpha, gamma, objective);
    }

    public TableEnv(Rows rows, double alpha, double gamma, Objective objective) {
        this.rows = rows;
        this.objective = objective;
        table = rows.table();
        mdp = asMade = table.at(alpha, gamma, objective);
    }

    @Override
    public List<Feature> features() {
        return rows.features();
    }

    @Override
    public List<String> actions() {
        return rows.actions();
    }

    @Override
    public void reset(long seed) {
        begin(seed, asMade);
    }

    @Override
    public void reset(long seed, double alpha, double gamma) {
        begin(seed, table.at(alpha, gamma, objective));
    }

    private void begin(long seed, RatioMdp with) {
        mdp = with;
        random = Seeds.stream(seed);
        state = 0;
        outcome = -1;
    }

    @Override
    public void leave(Bookmark at) {
        at.put(state);
        at.put(random.state());
        if (mdp != asMade) at.put(mdp);
    }

    @Override
    public void goOn(Bookmark at) {
        state = (int) at.number();
        if (random == null) random = new Stream(0);
        random.goOn(at.number());
        outcome = -1;
        mdp = at.shares() ? at.shared(RatioMdp.class) : asMade;
    }

    @Override
    public long random() {
        return random.state();
    }

    @Override
    public int place() {
        return mdp == asMade ? state : -1;
    }

    @Override
    public void goOn(int place, long from, double alpha, double gamma) {
        state = place;
        random.goOn(from);
        outcome = -1;
        mdp = asMade;
    }

    @Override
    public void step(int action) {
        if (random == null) throw new IllegalStateException("step before the first reset");
        int choice = table.choice(state, action);
        if (choice < 0) throw refuse(action);
        int o = table.firstOutcome()[choice];
        int last = table.firstOutcome()[choice + 1] - 1;
        double left = last == o ? 0 : random.nextDouble();
        while (o < last && (left -= mdp.probability(o)) >= 0) o++;
        while (mdp.probability(o) == 0) o--; // rounding may carry the walk past the last possible outcome
        outcome = o;
        state = table.target()[o];
    }

    @Override
    public double reward() {
        return outcome < 0 ? 0 : mdp.reward(outcome);
    }

    @Override
    public double progress() {
        return outcome < 0 ? 0 : mdp.clock(outcome);
    }

    @Override
    public boolean legal(int action) {
        int n = rows.actions().size();
        return action >= 0 && action < n && rows.legal()[state * n + action];
    }

    @Override
    public void legal(boolean[] into) {
        System.arraycopy(rows.legal(), state * into.length, into, 0, into.length);
    }

    @Override
    public void legal(byte[] into, int offset) {
        int n = rows.actions().size();
        boolean[] legal = rows.legal();
        for (int i = 0, from = state * n; i < n; i++) into[offset + i] = (byte) (legal[from + i] ? 1 : 0);
    }

    @Override
    public void observe(float[] into, int offset) {
        int k = rows.features().size();
        System.arraycopy(rows.observations(), state * k, into, offset, k);
    }

    /** How likely it was that what happened in the last step would happen. */
    public double probability() {
        return outcome < 0 ? 1 : mdp.probability(outcome);
    }

    /** The row of the table that the walk is in. */
    public int state() {
        return state;
    }
}
