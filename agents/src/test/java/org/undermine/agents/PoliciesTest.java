package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;

/** What the named policies decide, situation by situation, as their papers have it. */
class PoliciesTest {
    /** @param legal how the names of the legal actions begin, with bars between; all are if null */
    private static String decides(Scenario scenario, String policy, Map<String, Integer> seen, String legal) {
        Mdp<?> model = scenario.mdp();
        float[] observation = new float[model.features().size()];
        List<String> features = model.features().stream().map(Feature::name).toList();
        seen.forEach((name, value) -> observation[features.indexOf(name)] = value);
        boolean[] allowed = new boolean[model.actions().size()];
        for (int a = 0; a < allowed.length; a++) {
            String action = model.actions().get(a);
            allowed[a] = legal == null || Arrays.stream(legal.split("\\|")).anyMatch(action::startsWith);
        }
        return model.actions().get(Policies.named(scenario, policy).act(observation, allowed));
    }

    @ParameterizedTest
    @CsvSource({
        // a race, step by step; then what is wanted and not allowed
        "honest, 0, 0, , override",
        "honest, 1, 0, , override",
        "honest, 0, 1, , adopt",
        "honest, 1, 1, , override",
        "honest, 0, 0, wait, wait",
        "honest, 1, 1, adopt|wait, wait",
        "honest, 1, 1, adopt, adopt",
        "sm1, 0, 0, , wait",
        "sm1, 1, 0, , wait",
        "sm1, 1, 1, , match",
        "sm1, 2, 1, , override",
        "sm1, 0, 1, , adopt",
        "sm1, 1, 2, , adopt",
        "sm1, 2, 0, , wait",
        "sm1, 3, 1, , wait",
        "sm1, 3, 2, , override",
        "sm1, 2, 2, , match",
        "sm1, 1, 1, adopt|wait, wait",
        "sm1, 4, 1, adopt|override, override",
        "sm1, 2, 2, adopt, adopt",
        "get-ahead, 0, 0, , wait",
        "get-ahead, 1, 0, , override",
        "get-ahead, 1, 1, , wait",
        "get-ahead, 2, 1, , override",
        "get-ahead, 0, 1, , adopt",
        "get-ahead, 1, 1, adopt|override, override"
    })
    void on_a_chain(String policy, int a, int h, String legal, String wanted) {
        assertEquals(wanted, decides(Scenario.of("nakamoto", Map.of()), policy, Map.of("a", a, "h", h), legal));
    }

    @ParameterizedTest
    @CsvSource({
        "honest, 0, 0, 2, 3, override",
        "honest, 1, 0, 0, 0, override",
        "honest, 0, 1, 0, 3, adopt",
        "get-ahead, 0, 0, 1, 3, wait",
        "get-ahead, 1, 0, 2, 0, override",
        "get-ahead, 0, 1, 0, 3, adopt",
        "get-ahead, 1, 1, 2, 3, wait",
        "minor-delay, 0, 0, 3, 3, wait",
        "minor-delay, 1, 0, 3, 0, wait",
        "minor-delay, 1, 1, 0, 0, override",
        "minor-delay, 2, 1, 0, 0, override",
        "minor-delay, 1, 2, 0, 0, adopt",
        "avoid-loss, 2, 0, 0, 3, wait",
        "avoid-loss, 1, 1, 2, 2, match",
        "avoid-loss, 2, 2, 1, 1, wait",
        "avoid-loss, 1, 1, 3, 2, adopt",
        "avoid-loss, 0, 1, 0, 3, adopt",
        "avoid-loss, 1, 1, 1, 2, override",
        "avoid-loss, 2, 1, 3, 0, override",
        "avoid-loss, 2, 1, 3, 1, wait",
        "avoid-loss, 1, 1, 0, 2, wait",
        "avoid-loss, 11, 1, 0, 0, wait",
        "avoid-loss, 12, 1, 0, 0, override",
        "long-delay, 1, 2, 0, 3, adopt",
        "long-delay, 3, 0, 0, 0, wait",
        "long-delay, 1, 1, 0, 2, wait",
        "long-delay, 1, 1, 0, 1, override",
        "long-delay, 1, 1, 2, 2, override",
        "long-delay, 11, 1, 0, 0, wait",
        "long-delay, 12, 1, 0, 0, override"
    })
    void with_four_votes_a_block(String policy, int a, int h, int publicVotes, int privateVotes, String wanted) {
        var seen = Map.of("a", a, "h", h, "public votes", publicVotes, "private votes", privateVotes);
        var tailstorm = Scenario.of("tailstorm", Map.of("k", 4));
        assertEquals(wanted + " proceed", decides(tailstorm, policy, seen, null));
        if (Policies.names(Scenario.of("parallel", Map.of())).contains(policy))
            assertEquals(wanted + " proceed", decides(Scenario.of("parallel", Map.of("k", 4)), policy, seen, null));
    }

    @ParameterizedTest
    @CsvSource({
        "honest, 0, 0, 0, , override all uncles",
        "honest, 0, 1, 1, , adopt all uncles",
        "selfish-release, 2, 0, 0, , wait own uncles",
        "selfish-release, 2, 1, 1, , override own uncles",
        "selfish-release, 1, 2, 1, , adopt own uncles",
        "selfish-release, 1, 2, 1, adopt all|wait, adopt all uncles",
        "selfish-discard, 2, 1, 1, , override own uncles",
        "selfish-discard, 1, 2, 1, , discard own uncles",
        "selfish-discard, 0, 1, 1, adopt|wait, adopt own uncles",
        "selfish-discard, 1, 1, 0, adopt|discard, discard own uncles",
        "fn19, 1, 0, 0, , wait all uncles",
        "fn19, 2, 1, 0, , override all uncles",
        "fn19, 3, 2, 0, , wait all uncles",
        "fn19, 0, 1, 1, , adopt all uncles",
        "fn19, 1, 1, 1, , match all uncles",
        "fn19, 2, 1, 1, , override all uncles",
        "fn19, 5, 3, 1, , match all uncles",
        "fn19, 4, 1, 0, , wait all uncles"
    })
    void with_uncles(String policy, int a, int h, int theirs, String legal, String wanted) {
        var seen = Map.of("a", a, "h", h, "relevant", theirs, "active", theirs == 0 && h > 0 ? 1 : 0);
        for (String rules : List.of("ethereum-whitepaper", "ethereum-byzantium"))
            assertEquals(wanted, decides(Scenario.of(rules, Map.of()), policy, seen, legal));
    }
}
