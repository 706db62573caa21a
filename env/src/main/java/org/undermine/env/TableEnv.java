package org.undermine.env;

import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.RatioMdp;

/** A compiled process walked at random: the same process as its rules with dice, faster. */
public final class TableEnv implements Env {
    private final ExplicitMdp table;
    private final RatioMdp mdp;
    private final List<Feature> features;
    private final List<String> actions;
    private final float[] observations;
    private RandomGenerator random;
    private int state;
    private int outcome;

    public <S> TableEnv(Compiled<S> compiled, double alpha, double gamma, Objective objective) {
        table = compiled.table();
        mdp = table.at(alpha, gamma, objective);
        features = compiled.model().features();
        actions = compiled.model().actions();
        observations = new float[table.states() * features.size()];
        for (int s = 0; s < table.states(); s++)
            compiled.model().observe(compiled.states().get(s), observations, s * features.size());
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public List<String> actions() {
        return actions;
    }

    @Override
    public void reset(long seed) {
        random = Seeds.stream(seed);
        state = 0;
        outcome = -1;
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
        return table.choice(state, action) >= 0;
    }

    @Override
    public void observe(float[] into, int offset) {
        System.arraycopy(observations, state * features.size(), into, offset, features.size());
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
