package org.undermine.agents.learn;

import java.util.Arrays;
import org.undermine.env.mdp.Policy;

/**
 * How far a policy is from doing what another would do where it goes (Ross et al. 2011, DAgger): cross-entropy, in which the
 * other is in doubt with probability {@value #DOUBT}, so that nothing becomes so rare that it would not be tried.
 */
final class Imitation {
    static final int EPOCHS = 12;
    static final int BATCH = 256;
    static final double RATE = 3e-3;

    private static final double DOUBT = 0.03;

    private final Policy example;
    private final Observations seen;
    private final int[] answers; // the example's action, of each observation

    Imitation(Policy example, Observations seen) {
        this.example = example;
        this.seen = seen;
        answers = new int[seen.size()];
        Arrays.fill(answers, -1);
    }

    /**
     * @param p probabilities of actions now, 0 where illegal
     * @param visits how many samples the row stands for
     * @param slope double[actions], written: the derivatives of the loss by the outputs that {@code p} is the softmax of
     */
    void policy(int row, double[] p, double visits, double[] slope) {
        if (answers[row] < 0) answers[row] = example.act(seen.observation(row), seen.allowed(row));
        double any = DOUBT / seen.choices(row);
        for (int b = 0; b < p.length; b++) {
            double wanted = b == answers[row] ? 1 - DOUBT : 0;
            slope[b] = p[b] == 0 ? 0 : visits * (p[b] - wanted - any);
        }
    }
}
