package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.AttackEnv;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Chronicle;

/** What selfish miners earn where stale blocks can be uncles. */
class UnclePoliciesTest {
    /** Who mined the blocks of the main chain, the genesis block left out: set where the attacker did; one set bit ends it. */
    private static BitSet mainChain(Scenario scenario, String policy, double alpha, int steps) {
        var env = (AttackEnv) scenario.env(alpha, 0.5);
        Agent agent = Policies.named(scenario, policy);
        var chronicle = env.chronicle();
        float[] seen = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        env.reset(1);
        for (int t = 0; t < steps; t++) {
            env.observe(seen, 0);
            env.legal(legal);
            env.step(agent.act(seen, legal));
        }
        var blocks = chronicle.blocks();
        int tip = 0;
        for (int b = 0; b < blocks.size(); b++)
            if (blocks.get(b).agreed()
                    && blocks.get(b).height() > blocks.get(tip).height()) tip = b;
        var chain = new BitSet();
        chain.set(blocks.get(tip).height());
        for (int b = tip; b > 0; b = blocks.get(b).parents().get(0))
            chain.set(blocks.get(b).height() - 1, blocks.get(b).miner() == Chronicle.Miner.ATTACKER);
        return chain;
    }

    private static double share(BitSet chain) {
        return (chain.cardinality() - 1) / (chain.length() - 1.0);
    }

    /** Where the longest chain wins, uncles change nothing of who mines it. */
    @Test
    void releasing_and_discarding_have_the_same_main_chain() {
        var whitepaper = Scenario.of("ethereum-whitepaper", Map.of("cutoff", 40));
        var released = mainChain(whitepaper, "selfish-release", 0.4, 5_000);
        assertEquals(released, mainChain(whitepaper, "selfish-discard", 0.4, 5_000));
        assertTrue(share(released) > 0.2 && released.length() > 2_000);
    }

    /** Eyal and Sirer 2014, equation 8, gamma 1/2. */
    private static double closed(double a) {
        return (a * (1 - a) * (1 - a) * (4 * a + (1 - 2 * a) / 2) - a * a * a) / (1 - a * (1 + (2 - a) * a));
    }

    @ParameterizedTest
    @CsvSource({".25, 60, .25000, .2483", ".35, 100, .41603, .3621", ".45, 200, .68060, .5488"})
    void feng_and_niu(double alpha, int cutoff, double main, double each) {
        assertEquals(main, closed(alpha), 1e-5);
        var typed = Map.of(
                "cutoff",
                cutoff,
                "uncles",
                "any",
                "uncle-reward",
                "byzantium",
                "preference",
                "height",
                "objective",
                "blocks");
        var scenario = Scenario.of("ethereum-whitepaper", typed);
        Agent agent = Policies.named(scenario, "fn19");
        var revenue = Arena.evaluate(scenario.plainEnv(alpha, 0.5), agent, 100_000, 1, n -> {});
        assertEquals(each, revenue.mean(), 0.0003 + 1.4 * (revenue.high() - revenue.mean()));
        assertEquals(0, revenue.cutoffs());
        var chain = new java.util.LinkedHashMap<String, Object>(typed);
        chain.put("uncles", 0);
        chain.put("objective", "progress");
        var bare = Scenario.of("ethereum-whitepaper", chain);
        var share = Arena.evaluate(bare.plainEnv(alpha, 0.5), Policies.named(bare, "fn19"), 100_000, 1, n -> {});
        assertEquals(main, share.mean(), 1.4 * (share.high() - share.mean()));
    }

    /** With uncles the main chain is that without. */
    @Test
    void main_chains_are_those_of_a_chain_without_uncles() {
        var any = Scenario.of("ethereum-whitepaper", Map.of("cutoff", 60));
        var none = Scenario.of("ethereum-whitepaper", Map.of("cutoff", 60, "uncles", 0));
        var chain = mainChain(any, "fn19", 0.35, 5_000);
        int both = Math.min(chain.length(), mainChain(none, "fn19", 0.35, 5_000).length()) - 1;
        assertEquals(chain.get(0, both), mainChain(none, "fn19", 0.35, 5_000).get(0, both));
        assertEquals(closed(0.35), share(chain), 0.05);
    }
}
