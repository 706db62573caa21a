package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.Study;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Replay;
import org.undermine.env.referee.Referees;

/**
 * What a table says a policy earns, it earns: with dice, and with real hashes, where the ranks that table and dice draw
 * have no say.
 */
class TrueRevenueTest {
    private static final int STEPS = 8_000;
    private static final int MANY = 500_000;

    /** Of 99 % intervals from 99 degrees of freedom, some 300 of which are to hold at once: 4.35 / 2.626. */
    private static final double WIDER = 1.66;

    @ParameterizedTest
    @CsvSource({
        "parallel,            2, constant, withholding, 3",
        "parallel,            2, constant, withholding, 4",
        "parallel,            2, constant, withholding, 5",
        "parallel,            3, constant, withholding, 3",
        "parallel,            2, block,    free,        6",
        "tailstorm,           2, constant, withholding, 3",
        "tailstorm,           3, discount, withholding, 3",
        "tailstorm,           2, hybrid,   free,        6",
        "simple-parallel,     3, constant, withholding, 4",
        "simple-parallel,     3, constant, free,        6",
        "tree-parallel,       3, punish,   withholding, 4",
        "tree-parallel,       3, hybrid,   free,        6",
        "dag-parallel,        3, discount, withholding, 4",
        "dag-parallel,        3, discount, free,        6",
        "ghostdag,            1, ,         free,        6",
        "nakamoto,            0, ,         withholding, 8"
    })
    void policies_earn_what_tables_say(String protocol, int k, String reward, String space, int cutoff) {
        compare(protocol, k, reward, space, cutoff, STEPS);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "parallel,            2, constant, withholding, 4",
        "parallel,            2, constant, withholding, 5",
        "parallel,            3, constant, withholding, 4",
        "tailstorm,           3, constant, withholding, 5",
        "simple-parallel,     3, constant, withholding, 5",
        "tree-parallel,       3, punish,   withholding, 5",
        "dag-parallel,        3, discount, withholding, 5",
        "ghostdag,            1, ,         free,        6",
        "ethereum-byzantium,  0, ,         withholding, 3"
    })
    void and_to_a_thousandth(String protocol, int k, String reward, String space, int cutoff) {
        compare(protocol, k, reward, space, cutoff, MANY);
    }

    private static void compare(String protocol, int k, String reward, String space, int cutoff, int steps) {
        var typed = new LinkedHashMap<String, Object>();
        typed.put("space", space);
        typed.put("cutoff", cutoff);
        if (k > 0) typed.put("k", k);
        if (reward != null) typed.put("reward", reward);
        var scenario = Scenario.of(protocol, typed);
        Study study = Study.of(scenario, states -> {});
        for (double[] at : new double[][] {{0.45, 0}, {0.35, 0.5}}) {
            Env dice = scenario.env(at[0], at[1]);
            var real = new Replay(scenario, at[0], at[1]);
            for (String name : Policies.names(scenario)) {
                Agent agent = Policies.named(scenario, name);
                double exact = study.value(agent, at[0], at[1]);
                String message = scenario + " " + name + " " + at[0] + " " + at[1];
                assertWithin(exact, dice, agent, steps, 1, message + " dice");
                assertWithin(exact, real, agent, steps, 2, message + " real hashes");
            }
            int[] best = study.attack(at[0], at[1], 1e-6).optimum().policy();
            double exact = study.value(best, at[0], at[1]);
            String message = scenario + " best " + at[0] + " " + at[1];
            assertWithin(exact, dice, study.replay(best, dice), 4 * steps, 1, message + " dice");
            Agent table = (observation, legal) -> best[study.compiled().number().find(real.state())];
            assertWithin(exact, real, table, 4 * steps, 2, message + " real hashes");
            real.judge(Referees.of(protocol, scenario.parameters()));
        }
    }

    private static void assertWithin(double exact, Env env, Agent agent, int steps, long seed, String message) {
        var e = Arena.evaluate(env, agent, steps, seed, taken -> {});
        assertTrue(Math.abs(exact - e.mean()) <= WIDER * (e.high() - e.mean()), message + ": " + exact + " and " + e);
    }
}
