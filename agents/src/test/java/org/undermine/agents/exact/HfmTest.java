package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.protocols.hfm.Detection;

/** Attacks on HFM against closed forms. */
class HfmTest {
    private static Scenario scenario(String options) {
        var typed = new LinkedHashMap<String, Object>();
        for (String option : options.split(" ")) {
            String[] pair = option.split("=");
            if (pair.length == 2) typed.put(pair[0], pair[1]);
        }
        return Scenario.of("hfm", typed);
    }

    private static Study study(String options) {
        return Study.of(scenario(options), states -> {});
    }

    private static double value(Study study, String policy, double alpha) {
        return study.value(Policies.named(study.scenario(), policy), alpha, 0);
    }

    private static int sessions(Study study, double alpha) {
        return (int) Math.round((Integer) study.scenario().parameters().get("n") * (1 - alpha) + 1e-9); // a half up
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c=2 order=weak overlap=off", "finder=any c=2 rho=0.2", "validation=whole mu=1 c=1", "mu=0"})
    void honest_play_earns_alpha(String options) {
        Study study = study(options);
        for (double alpha : new double[] {0, 0.1, 1.0 / 3, 0.5, 0.7})
            assertEquals(alpha, value(study, "honest", alpha), 1e-12, options);
    }

    /** Infect, and give up once it is seen: a round ends in c blocks and v, in nothing, or in another's block. */
    @ParameterizedTest
    @CsvSource({"INSIDE, on, strict, 1", "APART, off, strict, 1", "INSIDE, on, coin, 3", "APART, off, coin, 6"})
    void a_fraud_that_gives_up_earns_what_its_detection_leaves(Detection fraud, String overlap, String order, int c) {
        double mu = 0.3;
        double v = 12.5;
        String about = "n=30 s=8 v=12.5 mu=0.3 overlap=" + overlap + " order=" + order + " c=" + c;
        Study study = study(about);
        for (double alpha : new double[] {0.1, 0.35, 0.6}) {
            double unseen = c == 1 ? 1 : 1 - fraud.by(sessions(study, alpha), 8); // one confirmation: reports come late
            double reward = (1 - mu) * alpha + mu * alpha * unseen * (1 + (c - 1) * alpha + v);
            double blocks = 1 - mu + mu * (alpha * unseen * c + 1 - alpha);
            assertEquals(reward / blocks, value(study, "fraud", alpha), 1e-12, about + " " + alpha);
        }
        Study any = study(about + " finder=any");
        for (double alpha : new double[] {0.1, 0.35, 0.6}) {
            double unseen = 1 - fraud.by(sessions(study, alpha), 8); // nothing is found when it is seen
            double reward = (1 - mu) * alpha + mu * unseen * (c * alpha + v);
            double blocks = 1 - mu + mu * unseen * c;
            assertEquals(reward / blocks, value(any, "fraud", alpha), 1e-12, about + " " + alpha);
        }
    }

    /** In weak order nobody sees the hole, whatever the number of sessions. */
    @Test
    void the_hole_of_weak_order_is_never_seen() {
        double alpha = 0.2;
        Study study = study("order=weak n=1000 v=5 mu=1 c=2");
        assertEquals(alpha * (1 + alpha + 5) / (2 * alpha + 1 - alpha), value(study, "fraud", alpha), 1e-12);
        var least = BreakEvenPrize.of(scenario("order=weak c=2"), "v", alpha, 0, 1e-4, v -> {});
        assertEquals(0, least.low());
        assertEquals(0.001, least.high()); // any prize at all: v has three decimals
    }

    /** All of g requests first: each is found in place of a block, falls on the range with 1/s, and takes a seat there. */
    @Test
    void grinding_takes_seats() {
        int g = 2;
        double mu = 0.3;
        double v = 50;
        int c = 3;
        Study study = study("n=20 s=8 v=50 mu=0.3 c=3 grind=2");
        for (double alpha : new double[] {0.2, 0.45}) {
            int m = sessions(study, alpha);
            double reward = (1 - mu) * alpha;
            double blocks = 1 - mu + mu * (1 - Math.pow(alpha, g)); // a round in which others are first
            for (int held = 0; held <= g; held++) {
                double some = mu * Math.pow(alpha, g) * binomial(g, 1 / 8.0, held);
                double unseen = 0;
                for (int k = 0; k <= held; k++) unseen += binomial(m, 1 / 8.0, k);
                reward += some * alpha * unseen * (1 + (c - 1) * alpha + v);
                blocks += some * (alpha * unseen * c + 1 - alpha);
            }
            assertEquals(reward / blocks, value(study, "grind", alpha), 1e-12);
        }
    }

    private static double binomial(int n, double p, int k) {
        double ways = 1;
        for (int i = 0; i < k; i++) ways = ways * (n - i) / (i + 1);
        return ways * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }

    /** A flood costs a block and buys alpha blocks for each interval that honest power pauses: it pays from 1 / alpha on. */
    @ParameterizedTest
    @CsvSource({"whole, 1, 0", "ranges, 8, 2", "ranges, 40, 2"})
    void floods_pay_once_the_pause_is_longer_than_the_attacker_takes_for_a_block(String validation, int s, int more) {
        double alpha = 0.4;
        double mu = 0.25;
        double w = 0.002 / 1_000;
        double size = s * (1 / (alpha * w) - more);
        for (int step : new int[] {-1_000, 1_000}) {
            int t = (int) Math.round(size) + step;
            Study study =
                    study("mu=0.25 c=1 v=0 rho=1 groups=1 grind=0 validation=" + validation + " s=" + s + " t=" + t);
            double pause = ((double) t / s + more) * w;
            double reward = (1 - mu) * alpha + mu * alpha * alpha * pause;
            double blocks = 1 - mu + mu * (alpha * alpha * pause + 1 - alpha);
            assertEquals(reward / blocks, value(study, "flood", alpha), 1e-12);
            double best = Solver.optimum(study.at(alpha, 0), 1e-9).lower();
            assertEquals(step > 0 ? reward / blocks : alpha, best, 1e-9, "t " + t);
            assertEquals(step > 0, best > alpha + 1e-9, "t " + t);
        }
    }

    /** Where all honest power moves at once there is no race: the fraud of a block that v does not outweigh is not worth it. */
    @ParameterizedTest
    @CsvSource({"INSIDE, on, 0.1", "INSIDE, on, 0.4", "APART, off, 0.1", "APART, off, 0.4"})
    void least_v_without_a_race(Detection fraud, String overlap, double alpha) {
        Scenario scenario = scenario("groups=1 grind=0 t=0 c=4 overlap=" + overlap);
        double seen = fraud.by(Math.round(85 * (1 - alpha) + 1e-9), 8);
        double expected = (1 - alpha) * seen / (1 - seen);
        var found = BreakEvenPrize.of(scenario, "v", alpha, 0, 1e-4, v -> {});
        assertTrue(found.low() <= expected && expected <= found.high() + 0.001, found + " without " + expected);
        assertTrue(found.high() - found.low() <= Math.max(0.0011, 1e-4 * found.high()), found + " is wide");
    }

    @Test
    void attacks_pay_above_the_least_v_and_not_below() {
        Scenario scenario = scenario("c=4");
        var found = BreakEvenPrize.of(scenario, "v", 0.3, 0, 1e-3, v -> {});
        double below = 0.999 * found.low();
        double above = 1.001 * found.high();
        assertTrue(attack(scenario, below).upper() <= 0.3 + 1e-8, found + "");
        assertTrue(attack(scenario, above).lower() > 0.3, found + "");
        assertEquals(
                Double.POSITIVE_INFINITY,
                BreakEvenPrize.of(scenario("mu=0"), "v", 0.3, 0, 1e-3, v -> {}).high());
        var refused = assertThrows(
                IllegalArgumentException.class, () -> BreakEvenPrize.of(scenario, "rho", 0.3, 0, 1e-3, v -> {}));
        assertEquals("of is rho; allowed: alpha, v", refused.getMessage());
    }

    private static Optimum attack(Scenario scenario, double v) {
        Study study = Study.of(scenario.with("v", String.format(java.util.Locale.ROOT, "%.3f", v)), s -> {});
        return Solver.optimum(study.at(0.3, 0), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=3 v=40 mu=0.5 t=3000000", "c=3 v=1 finder=any rho=0.3 n=20 grind=0"})
    void dice_agree_with_the_exact_value(String options) {
        Study study = study(options);
        Optimum best = Solver.optimum(study.at(0.35, 0), 1e-9);
        Env env = study.scenario().env(0.35, 0);
        var played = Arena.evaluate(env, study.replay(best.policy(), env), 2_000_000, 1, steps -> {});
        assertTrue(best.lower() > 0.36, "an attack: " + best.lower());
        assertTrue(played.low() < best.lower() && best.lower() < played.high(), played + " without " + best.lower());
    }

    /** The checker rounds every probability outwards, sessions' included, and compiles the model anew. */
    @ParameterizedTest
    @CsvSource({"0.0", "0.3", "0.45", "0.6", "1.0"})
    void the_checker_agrees(double alpha, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("result.json");
        ResultFile.write(study("c=2 v=1200.125 n=40 s=12").attack(alpha, 0.5, 1e-8), file);
        assertEquals(2, Checker.check(file).size());
    }

    @Test
    void bad_parameters_are_told_in_one_line() {
        for (var wrong : Map.of(
                        "v=-1", "v is -1; allowed: 0 to 1000000000, 3 decimals",
                        "mu=0.1234", "mu is 0.1234; allowed: 0 to 1, 3 decimals",
                        "rho=1e999999999", "rho is 1e999999999; allowed: 0 to 1, 3 decimals",
                        "s=none", "s is none; allowed: 1 to 1000 | all | one",
                        "c=0", "c is 0; allowed: 1 to 100")
                .entrySet()) {
            var e = assertThrows(IllegalArgumentException.class, () -> scenario(wrong.getKey()));
            assertEquals(wrong.getValue(), e.getMessage());
        }
        var long_ = assertThrows(IllegalArgumentException.class, () -> study("t=100000000 w=1 validation=whole"));
        assertEquals(
                "t is 100000000, w is 1: honest power pauses for up to 100000 block intervals; allowed: 1000",
                long_.getMessage());
    }
}
