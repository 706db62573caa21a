package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;

/** Races after a fraud was seen, played here a second time from their description, block by block and miner by miner. */
class HfmRaceTest {
    private static final int ROUNDS = 600_000;
    private static final int BATCHES = 100;
    private static final double QUANTILE = 3.39; // 99.9 %

    private static final double ALPHA = 0.35;
    private static final double MU = 0.5;
    private static final double V = 3;
    private static final int N = 10;
    private static final int S = 4;

    @ParameterizedTest
    @CsvSource({
        "fraud-persist, 0.2, 2",
        "fraud-persist, 0.5, 3",
        "fraud-persist, 1, 4",
        "withhold, 0.5, 3",
        "withhold, 0.3, 4",
        "fraud-split, 0.5, 2",
        "fraud-split, 0.5, 3",
        "fraud-split, 0.9, 5"
    })
    void agree_with_the_exact_value(String policy, double rho, int c) {
        var typed = Map.of("grind", 0, "n", N, "s", S, "v", V, "mu", MU, "rho", rho, "c", c, "cutoff", 10);
        Study study = Study.of(Scenario.of("hfm", typed), states -> {});
        Agent agent = policy.equals("withhold") ? withholding(c) : Policies.named(study.scenario(), policy);
        double exact = study.value(agent, ALPHA, 0);
        var game = new Game(rho, c);
        double[] off = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            game.reward = game.blocks = 0;
            for (int i = 0; i < ROUNDS / BATCHES; i++) game.round(policy);
            off[batch] = (game.reward - exact * game.blocks) / game.blocks;
        }
        double mean = 0;
        double square = 0;
        for (double x : off) mean += x / BATCHES;
        for (double x : off) square += (x - mean) * (x - mean) / (BATCHES - 1);
        double spread = QUANTILE * Math.sqrt(square / BATCHES);
        assertTrue(Math.abs(mean) < spread, "off by " + mean + " from " + exact + ", expected up to " + spread);
    }

    /** Keeps what it finds on the bad branch until that wins. Features and actions by their places in the model. */
    private static Agent withholding(int c) {
        return (seen, legal) -> {
            float hidden = seen[6] - seen[12] + seen[11]; // bad - rival + withheld
            int wanted = legal[2] ? 2 : legal[0] ? 0 : legal[11] && hidden >= c && hidden > seen[8] ? 11 : 10;
            return legal[wanted] ? wanted : 12;
        };
    }

    private static final class Game {
        private final SplittableRandom random = new SplittableRandom(42);
        private final double rho;
        private final int c;
        private double reward;
        private double blocks;

        Game(double rho, int c) {
            this.rho = rho;
            this.c = c;
        }

        private boolean flip(double p) {
            return random.nextDouble() < p;
        }

        private void round(String policy) {
            boolean own = flip(MU);
            boolean mine = flip(ALPHA);
            if (!own || !mine) {
                if (mine) reward++;
                blocks++;
                return;
            }
            boolean seen = false;
            for (int miner = 0; miner < Math.round(N * (1 - ALPHA) + 1e-9); miner++) seen |= random.nextInt(S) == 0;
            if (seen) {
                race(policy);
                return;
            }
            reward += 1 + V;
            blocks += c;
            for (int i = 1; i < c; i++) if (flip(ALPHA)) reward++;
        }

        /** The infected block is there; the first of four groups has detected it. */
        private void race(String policy) {
            boolean[] moved = {true, false, false, false};
            int[] bad = {1, 1}; // blocks, own blocks
            int[] good = {0, 0};
            int withheld = 0;
            int fork = 0; // blocks of the bad branch below the withheld ones
            while (true) {
                boolean mine = flip(ALPHA);
                int group = random.nextInt(4);
                if (withheld > bad[0] - fork && fork + withheld >= c && fork + withheld > good[0]) {
                    blocks += fork + withheld;
                    reward += 1 + withheld + V; // own: the infected one and these
                    return;
                }
                if (mine && policy.equals("withhold")) {
                    if (withheld++ == 0) fork = bad[0];
                } else {
                    boolean onGood = mine ? policy.equals("fraud-split") : moved[group] || good[0] > bad[0];
                    int[] tip = onGood ? good : bad;
                    tip[0]++;
                    if (mine) tip[1]++;
                }
                if (bad[0] >= c && bad[0] > good[0]) {
                    end(bad);
                    reward += V;
                    return;
                }
                boolean all = true;
                for (int i = 0; i < 4; i++) all &= moved[i] |= flip(rho);
                if (all) {
                    end(good);
                    return;
                }
            }
        }

        private void end(int[] branch) {
            blocks += branch[0];
            reward += branch[1];
        }
    }
}
