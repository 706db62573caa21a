package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/** What the symbols of a process are at one alpha and gamma: probabilities, rewards, clocks; as many as are known by now. */
final class Terms {
    private final double alpha;
    private final double gamma;
    private final Objective objective;
    private final int unit;
    double[] p = new double[0];
    double[] reward = new double[0];
    double[] clock = new double[0];

    /** @param unit {@link org.undermine.env.mdp.Mdp#unit} */
    Terms(double alpha, double gamma, Objective objective, int unit) {
        this.alpha = alpha;
        this.gamma = gamma;
        this.objective = objective;
        this.unit = unit;
    }

    /** Puts numbers in for what is new in these lists, which only grow. */
    void learn(List<Probability> probabilities, List<Payoff> payoffs) {
        int known = p.length;
        p = Arrays.copyOf(p, probabilities.size());
        for (int i = known; i < p.length; i++) p[i] = probabilities.get(i).at(alpha, gamma);
        known = reward.length;
        reward = Arrays.copyOf(reward, payoffs.size());
        clock = Arrays.copyOf(clock, payoffs.size());
        for (int i = known; i < reward.length; i++) {
            Payoff.Amounts paid = payoffs.get(i).at(alpha, unit);
            reward[i] = objective.reward(paid, unit);
            clock[i] = objective.clock(paid);
        }
    }
}
