package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.referee.HonestVotes.Style;

/** Every referee passes runs in which all are honest, and pays the attacker its share of the proofs. */
class HonestPlayTest {
    private static final int PROOFS = 1_500;
    private static final List<String> DISCOUNTS = List.of("discount", "punish", "hybrid");

    private interface Players {
        HonestPlay with(double alpha, double lag, RandomGenerator rng);
    }

    private static Players players(String protocol, Map<String, Object> parameters) {
        int k = (Integer) parameters.getOrDefault("k", 0);
        return switch (protocol) {
            case "nakamoto" -> (a, l, rng) -> new HonestChain(0, false, a, l, rng);
            case "ethereum-whitepaper" -> (a, l, rng) -> new HonestChain(100, false, a, l, rng);
            case "ethereum-byzantium" -> (a, l, rng) -> new HonestChain(2, true, a, l, rng);
            case "parallel" -> (a, l, rng) -> new HonestProposals(false, k, a, l, rng);
            case "tailstorm" -> (a, l, rng) -> new HonestProposals(true, k, a, l, rng);
            case "simple-parallel" -> (a, l, rng) -> new HonestVotes(Style.SIMPLE, k, a, l, rng);
            case "tree-parallel" -> (a, l, rng) -> new HonestVotes(Style.TREE, k, a, l, rng);
            case "dag-parallel" -> (a, l, rng) -> new HonestVotes(Style.DAG, k, a, l, rng);
            case "ghostdag" -> HonestGhostDag::new;
            case "cumulative" -> (a, l, rng) -> new HonestLedgers(2, a, l, rng);
            default -> throw new AssertionError("nobody plays " + protocol);
        };
    }

    static Stream<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        for (String p : List.of("nakamoto", "ethereum-whitepaper", "ethereum-byzantium"))
            all.add(arguments(p, Map.of()));
        for (String prices : List.of("1,1", "3,1")) all.add(arguments("cumulative", Map.of("prices", prices)));
        for (int k : new int[] {0, 1, 3}) all.add(arguments("ghostdag", Map.of("k", k)));
        for (int k : new int[] {1, 2, 5}) {
            for (String reward : List.of("constant", "block"))
                for (String p : List.of("parallel", "simple-parallel", "tree-parallel", "dag-parallel"))
                    all.add(arguments(p, Map.of("k", k, "reward", reward)));
            for (String reward : List.of("discount", "punish", "hybrid"))
                all.add(arguments("tree-parallel", Map.of("k", k, "reward", reward)));
            for (String reward : List.of("constant", "discount", "punish", "hybrid"))
                all.add(arguments("tailstorm", Map.of("k", k, "reward", reward)));
            all.add(arguments("dag-parallel", Map.of("k", k, "reward", "discount")));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void when_all_know_everything_nothing_is_lost_and_alpha_is_earned(String protocol, Map<String, Object> parameters) {
        Count count = earns(protocol, parameters, 0.35, 0, 11);
        int k = protocol.equals("ghostdag") ? 1 : (Integer) parameters.getOrDefault("k", 1);
        assertEquals(PROOFS / k * k, count.progress());
        assertEquals(count.progress(), count.proofs());
        assertEquals(count.progress(), count.attacker() + count.others(), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("all")
    void when_votes_branch_and_blocks_go_stale_alpha_is_earned_too(String protocol, Map<String, Object> parameters) {
        Count count = earns(protocol, parameters, 0.25, 0.5, 12);
        int k = (Integer) parameters.getOrDefault("k", 1);
        int votes = protocol.equals("tailstorm") ? k : k - 1;
        boolean discounted = votes > 1 && DISCOUNTS.contains(parameters.getOrDefault("reward", ""));
        double total = count.attacker() + count.others();
        if (discounted) assertTrue(total < 0.99 * count.progress(), "votes branch, yet " + total + " is paid");
        else if (!protocol.startsWith("ethereum")) assertEquals(count.progress(), total, 1e-9);
        if (k <= 3 && !protocol.equals("ethereum-byzantium"))
            assertTrue(count.progress() < 0.99 * PROOFS, "stale proofs, yet progress " + count.progress());
    }

    private static Count earns(String protocol, Map<String, Object> parameters, double alpha, double lag, long seed) {
        String setting = protocol + parameters + " alpha " + alpha + " lag " + lag + " seed " + seed;
        HonestPlay run = players(protocol, parameters).with(alpha, lag, new SplittableRandom(seed));
        List<Entry> all = run.play(PROOFS);
        Referee referee = Referees.of(protocol, parameters);
        referee.validate(all);
        Count count = referee.count(all, protocol.equals("ghostdag") ? Referee.WHOLE : run.head());
        double total = count.attacker() + count.others();
        double perProof = "block".equals(parameters.get("reward")) ? (Integer) parameters.get("k") : 1.1;
        double sigma = Math.sqrt(alpha * (1 - alpha) * perProof / total);
        assertEquals(alpha, count.share(), 4 * sigma, setting);
        return count;
    }

    @Test
    void every_referee_is_tried() {
        var tried = new TreeSet<String>();
        all().forEach(arguments -> tried.add((String) arguments.get()[0]));
        assertEquals(new TreeSet<>(Referees.names()), tried);
    }
}
