package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Policy;

/** Runs in threads of this JVM, over real sockets. */
class LiveRunTest {
    private static final Rules RULES = Rules.twoToThe(248);
    private static final Policy HONEST = (o, legal) -> legal[1] ? 1 : legal[0] ? 0 : 3;
    private static final double CHI_SQUARE_5 = 25.7; // 99.99 %: this is not to fail by chance

    private static Plan plan(int honest, double alpha, double gamma) {
        return new Plan(honest, alpha, gamma, 15, 1, RULES, 1);
    }

    /** Five honest miners, and an attacker of equal power that attacks nobody: six equal shares of one chain. */
    @Test
    void honest_miners_of_equal_power_have_equal_shares() throws IOException {
        var run = new LiveRun(plan(5, 1 / 6.0, 0), LiveRun.inThreads(Scenario.of("nakamoto", Map.of()), env -> HONEST));
        try (run) {
            run.await(400, survey -> {});
            run.end();
        }
        Measurement m = run.survey().measure();
        double expected = m.height() / 6.0;
        double squares = 0;
        for (int count : m.onChain().values()) squares += (count - expected) * (count - expected) / expected;
        assertEquals(6, m.onChain().size());
        assertTrue(squares < CHI_SQUARE_5, m.toString());
        assertTrue(m.blocks() >= 400 && m.height() > 200, m.toString());
        assertEquals(0, m.races());
        agree(run, m);
    }

    /** What miners say at the end and what was surveyed are one chain. */
    private static void agree(LiveRun run, Measurement m) {
        Set<Integer> heights =
                run.accounts().values().stream().map(Account::height).collect(Collectors.toSet());
        for (int height : heights) assertEquals(m.height(), height, 20, heights.toString());
        run.accounts()
                .forEach((name, report) -> assertEquals(
                        0,
                        report.dropped().entrySet().stream()
                                .filter(d -> d.getKey() != Drop.KNOWN)
                                .mapToLong(Map.Entry::getValue)
                                .sum(),
                        name + ": " + report));
    }

    @ParameterizedTest
    @CsvSource({
        "0,   .4,  0,   miners is 0; allowed: 1 to 100",
        "5,   0,   0,   alpha is 0.0; allowed on the wire: between 0 and 1",
        "5,   NaN, 0,   alpha is NaN; allowed on the wire: between 0 and 1",
        "5,   .4,  .81, gamma is 0.81; allowed with 5 honest miners: 0 to 0.8"
    })
    void a_bad_plan_is_refused(int honest, double alpha, double gamma, String why) {
        var e = assertThrows(IllegalArgumentException.class, () -> plan(honest, alpha, gamma));
        assertTrue(e.getMessage().startsWith(why), e.getMessage());
    }

    /** A miner that only notes what it is told. */
    private record Noted(Plan.Part part, List<Peer> peers, List<Block> first) implements Host {
        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(
                    "127.0.0.1", 1 + Math.floorMod(part.name().hashCode(), 60_000));
        }

        @Override
        public void join(List<Peer> all, Block genesis) {
            peers.addAll(all);
            if (genesis != null) first.add(genesis);
        }

        @Override
        public String failure() {
            return null;
        }

        @Override
        public void close() {
            peers.clear();
        }

        @Override
        public Account account() {
            return null;
        }
    }

    /** In every row of what one honest miner sends to the others, a share gamma of all honest ones is slow. */
    @ParameterizedTest
    @CsvSource({"5, 0.4", "5, 0.8", "5, 0", "4, 0.3", "10, 0.25", "1, 0"})
    void a_share_gamma_of_what_honest_miners_send_is_held_back(int honest, double gamma) throws IOException {
        var hosts = new ArrayList<Noted>();
        Host.Starter starter = (part, events) -> {
            var host = new Noted(part, new ArrayList<>(), new ArrayList<>());
            hosts.add(host);
            return host;
        };
        try (var run = new LiveRun(plan(honest, 0.4, gamma), starter)) {
            assertEquals(honest + 1, hosts.size());
            long slow = hosts.stream()
                    .flatMap(h -> h.peers.stream())
                    .filter(p -> p.delayMillis() > 0)
                    .count();
            assertEquals(Math.round(gamma * honest * honest), slow);
            assertEquals(1, hosts.stream().mapToInt(h -> h.first.size()).sum());
            assertTrue(hosts.get(0).peers.stream().allMatch(p -> p.delayMillis() == 0));
            for (Noted h : hosts) {
                assertEquals(honest, h.peers.size());
                long late = h.peers.stream().filter(p -> p.delayMillis() > 0).count();
                assertTrue(h.part.attacks() || Math.abs(late - gamma * honest) < 1, h.toString());
            }
            double rates = hosts.stream().mapToDouble(h -> h.part.rate()).sum();
            assertEquals(256 / 0.015, rates, 1e-6);
            assertEquals(0.4, hosts.get(0).part.rate() / rates, 1e-12);
            assertNull(run.accounts().get(LiveRun.ATTACKER));
        }
    }

    @Test
    void if_one_does_not_start_none_is_left() {
        var hosts = new ArrayList<Noted>();
        Host.Starter starter = (part, events) -> {
            if (hosts.size() == 3) throw new IllegalArgumentException("no more");
            var host = new Noted(part, new ArrayList<>(List.of()), new ArrayList<>());
            host.peers.add(new Peer(host.address(), 0)); // until it is closed
            hosts.add(host);
            return host;
        };
        assertThrows(IllegalArgumentException.class, () -> new LiveRun(plan(5, 0.4, 0), starter));
        assertTrue(hosts.stream().allMatch(h -> h.peers.isEmpty()));
    }
}
