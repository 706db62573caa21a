package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/** The best policies on a leader schedule, replayed on a tree of blocks under a referee, earn there what was computed. */
class LeaderReplayTest {
    private static final int RUNS = 30;
    private static final int SLOTS = 1_000;

    @ParameterizedTest
    @CsvSource({"0, 1, chain, 0.4, 0.5", "2, 1, one, 0.35, 0", "0, 3, one, 0.35, 0.5", "1, 2, chain, 0.35, 0.5"})
    void the_best_policy_earns_on_blocks_what_was_computed(
            int lookahead, int interval, String signatures, double alpha, double gamma) {
        var typed = Map.of("lookahead", lookahead, "interval", interval, "signatures", signatures, "cutoff", 7);
        Study study = Study.of(Scenario.of("leader-schedule", typed), n -> {});
        var result = study.attack(alpha, gamma, 1e-7);
        double[] ratios = new double[RUNS];
        double blocks = 0;
        double own = 0;
        for (int run = 0; run < RUNS; run++) {
            var referee = new SlotReferee(
                    Seeds.stream(Seeds.of(6, run)),
                    alpha,
                    gamma,
                    lookahead,
                    interval,
                    signatures.equals("one") ? 1 : 2);
            replay(study.compiled(), result.optimum().policy(), referee);
            int[] count = referee.count();
            ratios[run] = (double) count[1] / count[0];
            blocks += count[0];
            own += count[1];
        }
        double mean = own / blocks;
        double squares = 0;
        for (double r : ratios) squares += (r - mean) * (r - mean);
        double error = Math.sqrt(squares / (RUNS - 1) / RUNS);
        assertEquals(result.optimum().lower(), mean, 4 * error);
        assertTrue(error < 0.012, "an error of " + error + " would hide a fault");
    }

    private static <S> void replay(Compiled<S> compiled, int[] policy, SlotReferee referee) {
        Mdp<S> model = compiled.model();
        int[] columns = columns(model);
        S state = model.start();
        while (referee.slots() < SLOTS) {
            int action = policy[compiled.number().find(state)];
            referee.play(model.actions().get(action));
            state = follow(model, columns, state, action, referee);
        }
    }

    /** The one outcome that shows what the referee has seen. */
    private static <S> S follow(Mdp<S> model, int[] columns, S state, int action, SlotReferee referee) {
        var found = new ArrayList<S>();
        model.explore(state, new Mdp.Choices<S>() {
            private boolean taken;

            @Override
            public void choice(int a) {
                taken = a == action;
            }

            @Override
            public void outcome(Probability probability, S next, Payoff payoff) {
                if (taken && probability.g() > 0 == referee.nearWon() && shows(model, columns, next, referee))
                    found.add(next);
            }
        });
        assertEquals(1, found.size(), "outcomes of " + model.actions().get(action) + " in " + state);
        return found.get(0);
    }

    /** Where the features are that the referee shows; -1 where one is always 0. */
    private static int[] columns(Mdp<?> model) {
        List<String> names = model.features().stream().map(Feature::name).toList();
        var shown = new ArrayList<>(List.of("a", "h", "spare a", "spare h", "left", "leads"));
        for (String name : names) if (name.startsWith("next ")) shown.add(name);
        return shown.stream().mapToInt(names::indexOf).toArray();
    }

    private static <S> boolean shows(Mdp<S> model, int[] columns, S next, SlotReferee referee) {
        float[] observed = new float[model.features().size()];
        model.observe(next, observed, 0);
        float[] shown = referee.shown();
        assertEquals(columns.length, shown.length);
        for (int i = 0; i < shown.length; i++)
            if ((columns[i] < 0 ? 0 : observed[columns[i]]) != shown[i]) return false;
        return true;
    }
}
