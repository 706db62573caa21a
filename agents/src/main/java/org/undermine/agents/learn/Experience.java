package org.undermine.agents.learn;

import java.nio.ByteBuffer;
import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * Attacks played under one policy, and what they say of each observation and action.
 *
 * <p>Some of them explore: they take a share of their actions at random. As in V-trace (Espeholt et al. 2018) what follows a
 * random action counts as much as the policy would have taken it, at most 1.
 *
 * <pre>
 *   visits         double[observations]            samples
 *   gained, lost   double[observations * actions]  sums of positive and of negative advantages
 *   targets        double[observations]            what each is worth, as the samples say
 * </pre>
 *
 * To add a way to play, extend this: {@link Walks} does it on a table, {@link Rollout} by the rules.
 */
abstract class Experience {
    final Observations observations;
    final int n; // attacks
    final int a; // actions
    private final List<Feature> features;
    double[] visits = new double[0];
    double[] gained = new double[0];
    double[] lost = new double[0];
    double[] targets = new double[0];
    double spread;

    /** @param attacks how many are played side by side */
    Experience(List<Feature> features, int actions, int attacks) {
        this.features = features;
        observations = new Observations(features, actions);
        a = actions;
        n = attacks;
    }

    List<Feature> features() {
        return features;
    }

    int actions() {
        return a;
    }

    int attacks() {
        return n;
    }

    /**
     * Plays.
     *
     * @param anew whether from the start; else from where attacks were left
     * @param steps of each attack
     * @param exploration share of random actions, of each attack
     * @param seed the same seed, the same steps, whatever the threads
     */
    abstract void play(
            boolean anew,
            FloatNetwork policy,
            FloatNetwork critic,
            Scale scale,
            int steps,
            float[] exploration,
            long seed);

    /**
     * Finds advantages (Schulman et al. 2016) of what was played, summed up by observation and action.
     *
     * @param discount what the next step's future is worth
     * @param lambda weight of each further step in an advantage
     */
    abstract void judge(double discount, double lambda);

    /** The size of an advantage: root mean square. */
    double spread() {
        return spread;
    }

    /** Mean and standard deviation of the targets. */
    Scale scale() {
        double samples = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < visits.length; row++) {
            samples += visits[row];
            sum += visits[row] * targets[row];
            squares += visits[row] * targets[row] * targets[row];
        }
        double mean = sum / samples;
        return new Scale(mean, Math.max(Scale.LEAST, Math.sqrt(Math.max(0, squares / samples - mean * mean))));
    }

    /** Bytes of {@link #write}. */
    abstract int size();

    /** Writes down what the next {@link #play} from the start and {@link #judge} depend on, apart from networks. */
    abstract void write(ByteBuffer into);

    abstract void read(ByteBuffer from);
}
