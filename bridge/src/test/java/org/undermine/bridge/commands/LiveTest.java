package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Miners as processes: what the wire earns a policy, and what is left when they end. */
class LiveTest {
    private static final String QUICK = " --rate 10240 --delay 1.5 --json ";
    private static final double WIDER = 2; // than 99 %, so that it is passed a million times before it is missed

    @TempDir
    private Path folder;

    @AfterEach
    void nothing_is_left_running() {
        assertEquals(0, ProcessHandle.current().descendants().count());
    }

    @Test
    void a_policy_earns_on_the_wire_what_is_predicted() throws IOException {
        JsonNode said = Typed.line("live --policy sm1 -a .4 --miners 3 --blocks 150 --baseline 60" + QUICK)
                .json();
        JsonNode measured = said.path("measured");
        assertTrue(
                measured.path("blocks").asInt() >= 150
                        && measured.path("height").asInt() > 70,
                said.toString());
        assertEquals(4, measured.path("miners").size());
        assertNear(said, WIDER);
        JsonNode attacker = measured.path("miners").path("attacker");
        assertEquals(
                measured.at("/revenue/mean").asDouble(),
                attacker.path("onChain").asDouble() / measured.path("height").asDouble());
        assertTrue(measured.path("races").asInt() > 0);
        JsonNode honest = said.path("honest");
        assertEquals(0, honest.path("races").asInt());
        assertEquals(
                honest.at("/alpha/mean").asDouble(), honest.at("/revenue/mean").asDouble(), 0.2);
    }

    /** A result file is played by state, and an agent by observation: what they decide is what is played elsewhere. */
    @Test
    void files_are_played() throws IOException {
        String result = folder.resolve("r.json").toString();
        Typed.line("attack nakamoto -a .4 -g .5 --cutoff 8 -o " + result).succeeded();
        String agent = folder.resolve("a.zip").toString();
        Typed.line("train nakamoto -a .4 --cutoff 8 --steps 1000 -o " + agent).succeeded();
        JsonNode said = Typed.line("live --miners 2 --blocks 100 --baseline 0 --policy " + result + QUICK)
                .json();
        assertEquals(0.4, said.at("/plan/alpha").asDouble());
        assertTrue(said.at("/measured/blocks").asInt() >= 100);
        assertTrue(said.path("honest").isMissingNode());
        Typed.line("miner 127.0.0.1:0 - genesis --target 2^250 --rate 6400 --blocks 20 --policy " + agent)
                .succeeded();
    }

    /** Three runs each, 2.5 minutes a run, on a machine with little else to do. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void sm1_and_the_optimum_earn_what_is_predicted(int seed) throws IOException {
        String optimum = folder.resolve("r.json").toString();
        Typed.line("attack nakamoto -a .4 -g .5 -o " + optimum).succeeded();
        for (String policy : new String[] {"sm1", optimum}) {
            JsonNode said = Typed.line("live -a .4 --json --seed " + seed + " --policy " + policy)
                    .json();
            assertNear(said, 1);
            double honest = said.at("/honest/revenue/mean").asDouble();
            assertTrue(said.at("/measured/revenue/mean").asDouble() > honest, said.toString());
            assertTrue(
                    said.at("/honest/revenue/low").asDouble() < 0.4
                            && 0.4 < said.at("/honest/revenue/high").asDouble(),
                    said.toString());
        }
    }

    private static void assertNear(JsonNode said, double scale) {
        double low = said.at("/predicted/low").asDouble();
        double high = said.at("/predicted/high").asDouble();
        double half = scale * (high - low) / 2;
        assertEquals((low + high) / 2, said.at("/measured/revenue/mean").asDouble(), half, said.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "miner 127.0.0.1                                | address is 127.0.0.1; allowed: HOST:PORT",
                "miner 127.0.0.1:70000                          | address is 127.0.0.1:70000; allowed: HOST:PORT",
                "miner nowhere.invalid:1                        | there is no host nowhere.invalid",
                "miner 0.0.0.0:0                                | --open allows it",
                "miner 127.0.0.1:0 nowhere.invalid:1            | peer is nowhere.invalid:1: there is no host",
                "miner 127.0.0.1:0 x genesis                    | peer is x; allowed: HOST:PORT",
                "miner 127.0.0.1:0 - genesi                     | 'genesi' is neither peers nor genesis",
                "miner 127.0.0.1:0 - --target 2^256             | target is 2^256; allowed: 2^0 to 2^255",
                "miner 127.0.0.1:0 - --target 0xyz              | target is 0xyz; allowed: 2^0 to 2^255",
                "miner 127.0.0.1:0 - --rate 0                   | rate is 0; allowed: 0.001 to",
                "miner 127.0.0.1:0 - --rate -1                  | rate is -1; allowed: 0.001 to",
                "miner 127.0.0.1:0 - --policy sm2               | did you mean sm1?",
                "miner                                          | missing: HOST:PORT",
                "live --policy sm1                              | alpha is missing",
                "live --policy sm1 -a 0                         | alpha is 0.0; allowed on the wire: between 0 and 1",
                "live --policy sm1 -a .4 --gamma .9             | allowed with 5 honest miners: 0 to 0.8",
                "live --policy sm1 -a .4 --miners 0             | miners is 0; allowed: whole numbers 1 to 100",
                "live --policy sm1 -a .4 --blocks 0             | blocks is 0; allowed: whole numbers 100 to",
                "live --policy sm1 -a .4 --rate 0               | rate is 0; allowed: 1 to",
                "live --policy sm1 -a .4 --target 7             | target is 7; allowed: 2^0 to 2^255",
                "live --policy sm1 -a .4 --rate 1e9             | a block in 0.000256 ms, by target and rate; allowed: 1 to",
                "live --policy sm2 -a .4                        | did you mean sm1?",
                "live -a .4                                     | missing: --policy"
            })
    void bad_input_is_one_line_and_nothing_is_left_running(String line, String says) {
        String refusal = Typed.line(line).refusal(2);
        assertTrue(refusal.contains(says), refusal);
    }

    @Test
    void a_policy_of_another_space_is_refused() {
        String file = folder.resolve("r.json").toString();
        Typed.line("attack nakamoto -a .4 --space fc16 --cutoff 5 -o " + file).succeeded();
        for (String command : new String[] {"miner 127.0.0.1:0 - --policy ", "live --policy "}) {
            String refusal = Typed.line(command + file).refusal(2);
            assertTrue(refusal.contains("space is fc16 of nakamoto; allowed on the wire: withholding"), refusal);
        }
    }

    @Test
    void a_port_in_use_is_refused() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String refusal =
                    Typed.line("miner 127.0.0.1:" + taken.getLocalPort()).refusal(2);
            assertTrue(refusal.contains("cannot listen on") && refusal.contains("in use"), refusal);
        }
    }

    @Test
    void a_miner_alone_says_what_it_does() {
        String said = Typed.line("miner 127.0.0.1:0 - genesis --target 2^250 --rate 6400 --blocks 20 --data me")
                .succeeded()
                .out();
        assertTrue(said.startsWith("listening on 127.0.0.1:"), said);
        assertTrue(said.lines().count() > 2 && said.endsWith("  me\n"), said);
    }
}
