package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.RatioMdp;

/** Censorship and double spends, against closed forms, against another model, with dice, and in the balance of all proofs. */
class ObjectivesTest {
    private static final double EQUAL = 1e-9;
    private static final double[][] POINTS = {{0.3, 0}, {0.4, 0.5}, {0.2, 1}};

    /** @param options as typed: name=value, with spaces between */
    private static Scenario scenario(String protocol, String options) {
        var typed = new LinkedHashMap<String, Object>();
        for (String option : options.strip().split(" +")) {
            String[] parts = option.split("=");
            typed.put(parts[0], parts[1]);
        }
        return Scenario.of(protocol, typed);
    }

    private static Study study(String protocol, String options) {
        return Study.of(scenario(protocol, options), n -> {});
    }

    private static double optimum(Study study, double alpha, double gamma) {
        return study.attack(alpha, gamma, 1e-10).optimum().lower();
    }

    private static double value(Study study, String policy, double alpha, double gamma) {
        return study.value(Policies.named(study.scenario(), policy), alpha, gamma);
    }

    /** Eyal and Sirer 2014, section 4.3: the others' revenue in a race, from a lead of none, and from a race that is lost. */
    private static double orphanedBySelfishMining(double a, double gamma) {
        double none = (a - 2 * a * a) / (a * (2 * a * a * a - 4 * a * a + 1));
        double race = (1 - a) * (a - 2 * a * a) / (1 - 4 * a * a + 2 * a * a * a);
        double others = race * gamma * (1 - a) + race * (1 - gamma) * (1 - a) * 2 + (1 - a) * none;
        return 1 - others / (1 - a);
    }

    @Test
    void selfish_mining_orphans_what_eyal_and_sirer_say() {
        Study study = study("nakamoto", "objective=orphaned space=fc16 cutoff=50"); // longer races are rarer than EQUAL
        for (double[] at : new double[][] {{0.2, 0}, {0.15, 0.5}, {0.1, 1}})
            assertEquals(orphanedBySelfishMining(at[0], at[1]), value(study, "sm1", at[0], at[1]), EQUAL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.35, 0.45})
    void well_connected_the_attacker_orphans_a_block_with_each_of_its_own_but_for_the_limit(double alpha) {
        double all = alpha / (1 - alpha);
        double before = 0;
        for (int cutoff : new int[] {2, 4, 8, 16}) {
            double found = optimum(study("nakamoto", "objective=orphaned space=fc16 cutoff=" + cutoff), alpha, 1);
            assertTrue(before < found && found < all, cutoff + ": " + found);
            before = found;
        }
        if (alpha < 0.45) return;
        Result far =
                study("nakamoto", "objective=orphaned space=fc16 cutoff=95").attack(alpha, 1, 1e-8);
        assertEquals(all, far.optimum().lower(), 1e-6);
        assertTrue(far.optimum().lower() <= far.ceilingRatio() && Math.abs(far.ceilingRatio() - all) < 1e-15);
    }

    @Test
    void whatever_the_model_the_optimum_is_the_same() {
        for (String objective : new String[] {"orphaned", "double-spend confirmations=2 value=3.7"})
            for (double[] at : POINTS) {
                double fc16 = optimum(study("nakamoto", "cutoff=8 space=fc16 objective=" + objective), at[0], at[1]);
                for (String space : new String[] {"aft20", "withholding"}) {
                    Study other = study("nakamoto", "cutoff=8 objective=" + objective + " space=" + space);
                    assertEquals(fc16, optimum(other, at[0], at[1]), EQUAL, objective + " " + space);
                }
            }
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 40", "4, 1000"})
    void double_spends_pay_what_they_do_on_one_of_separate_chains(int confirmations, int value) {
        String payments = " cutoff=9 confirmations=" + confirmations + " value=" + value;
        Study chain = study("separate-chains", "powers=1 prices=1" + payments);
        Study nakamoto = study("nakamoto", "objective=double-spend" + payments);
        for (double[] at : POINTS) assertEquals(optimum(chain, at[0], at[1]), optimum(nakamoto, at[0], at[1]), EQUAL);
    }

    /**
     * Forks of up to two blocks, payments confirmed once, worth everything: withhold a block and wait for the payment, while
     * own blocks keep coming publish all but the last. If the payment comes first, go beside it. At one block each, one more
     * wins; two of the defenders' end it.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.45})
    void shortest_double_spend(double alpha) {
        double v = 1000;
        double published = alpha / (1 - alpha);
        double tied = alpha + (1 - alpha) * alpha;
        double reward = alpha * published + tied * alpha * (2 + v);
        double progress = alpha * published + 2 * tied + 2 * (1 - alpha) * (1 - alpha);
        Study study = study("nakamoto", "objective=double-spend confirmations=1 cutoff=2 space=fc16 value=" + (int) v);
        assertEquals(reward / progress, optimum(study, alpha, 0), 1e-8);
    }

    @Test
    void without_value_a_payment_changes_nothing() {
        Study study = study("nakamoto", "cutoff=8 space=fc16 objective=double-spend value=0 confirmations=1");
        Study plain = study.withObjective(Objective.PROGRESS);
        for (double[] at : POINTS) {
            assertEquals(optimum(plain, at[0], at[1]), optimum(study, at[0], at[1]), EQUAL);
            Study dear = study.withObjective(Objective.doubleSpend(8, 1e6)); // no fork is that long
            assertEquals(optimum(plain, at[0], at[1]), optimum(dear, at[0], at[1]), EQUAL);
        }
    }

    /** Each proof of the defenders' is kept or orphaned in the end, whatever the attacker does. */
    @ParameterizedTest
    @CsvSource({
        "nakamoto, cutoff=6",
        "nakamoto, space=free cutoff=6 own=ignored",
        "nakamoto, space=fc16 cutoff=8",
        "parallel, k=2 cutoff=4",
        "parallel, k=2 space=free cutoff=5",
        "simple-parallel, k=3 cutoff=4",
        "tree-parallel, k=3 cutoff=4",
        "dag-parallel, k=2 cutoff=4",
        "tailstorm, k=2 cutoff=4",
        "tailstorm, k=2 space=free cutoff=6",
        "ethereum-whitepaper, cutoff=1",
        "ethereum-byzantium, space=free cutoff=4",
        "ghostdag, cutoff=4",
        "cumulative, cutoff=4"
    })
    void no_proof_is_lost_track_of(String protocol, String options) {
        Study study = study(protocol, "objective=orphaned " + options);
        ExplicitMdp table = study.compiled().table();
        RatioMdp plain = study.at(0.35, 0.4);
        double[] ended = table.payoffs().stream()
                .mapToDouble(p -> study.scenario().objective().clock(p.at(0.35, table.unit())))
                .toArray();
        double[] found = table.payoffs().stream()
                .mapToDouble(p -> p.at(0.35, table.unit()).time())
                .toArray();
        var all = new RatioMdp(table, plain.p(), ended, found);
        for (Objective wanted : new Objective[] {study.scenario().objective(), Objective.PROGRESS, Objective.TIME}) {
            int[] best = study.withObjective(wanted)
                    .attack(0.35, 0.4, 1e-6)
                    .optimum()
                    .policy();
            assertEquals(0.65, PolicyValue.of(all, PolicyValue.choice(table, best)), 1e-8, wanted.toString());
        }
        assertEquals(0, value(study, "honest", 0.35, 0.4), protocol.equals("ghostdag") ? 1 : 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "nakamoto, sm1, objective=orphaned cutoff=12",
        "nakamoto, get-ahead, objective=double-spend confirmations=1 value=2.5 cutoff=12",
        "tailstorm, get-ahead, objective=double-spend k=2 confirmations=1 value=9 cutoff=4"
    })
    void dice_agree(String protocol, String policy, String options) {
        Study study = study(protocol, options);
        for (double[] at : POINTS) {
            var agent = Policies.named(study.scenario(), policy);
            double exact = study.value(agent, at[0], at[1]);
            var e = Arena.evaluate(study.scenario().env(at[0], at[1]), agent, 30_000, 3, n -> {});
            double slack = 1.3 * (e.high() - e.low()) / 2; // some of fifteen 99 % intervals may miss
            assertTrue(exact > 0 && Math.abs(exact - e.mean()) <= slack + EQUAL, exact + " and " + e);
        }
    }

    /** Feng and Niu 2019: chains grow as Nakamoto's do; uncles are what they leave out and refer to. */
    @Test
    void uncles_are_orphaned_where_they_count() {
        var all = played("orphaned");
        var lost = played("kept");
        double chain = orphanedBySelfishMining(0.3, 0.5);
        assertTrue(all.low() <= chain && chain <= all.high(), chain + " and " + all);
        assertTrue(lost.high() < all.low(), lost + " and " + all);
    }

    private static Arena.Estimate played(String uncles) {
        var s = Scenario.of("ethereum-whitepaper", Map.of("objective", "orphaned", "referred", uncles, "cutoff", 15));
        return Arena.evaluate(s.plainEnv(0.3, 0.5), Policies.named(s, "fn19"), 15_000, 3, n -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nakamoto | objective=progress value=3 | value is 3; allowed only with objective double-spend",
                "nakamoto | objective=orphaned referred=kept | referred is kept; allowed only with objective orphaned of a protocol with uncles",
                "nakamoto | objective=double-spend value=-1 | value is -1; allowed: 0 to 1000000000",
                "nakamoto | objective=double-spend confirmations=1.5 | confirmations is 1.5; allowed: whole numbers from 1 to 1000",
                "ghostdag | objective=double-spend | unknown objective double-spend",
                "hfm | objective=orphaned | unknown objective orphaned"
            })
    void what_makes_no_sense_is_refused(String protocol, String options, String line) {
        var e = assertThrows(IllegalArgumentException.class, () -> study(protocol, options));
        assertTrue(e.getMessage().startsWith(line), e.getMessage());
    }

    @Test
    void a_scenario_is_what_its_attack_says() {
        for (String options :
                new String[] {"objective=orphaned referred=orphaned", "objective=double-spend value=0.1"}) {
            Scenario s = scenario("ethereum-byzantium", options);
            assertEquals(s, Scenario.of("ethereum-byzantium", typed(s)));
        }
    }

    private static Map<String, Object> typed(Scenario s) {
        var typed = new LinkedHashMap<String, Object>(s.parameters());
        typed.putAll(s.attack());
        return typed;
    }
}
