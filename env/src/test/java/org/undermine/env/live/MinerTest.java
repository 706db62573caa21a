package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Miners on real sockets. Waits end when what is waited for has come; only a failure takes long. */
class MinerTest {
    static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Rules EASY = Rules.twoToThe(250); // 64 hashes a block
    private static final double FAST = 6_400; // 100 blocks a second
    private static final double IDLE = 1e-3;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final List<Miner> miners = new ArrayList<>();

    static void until(String what, BooleanSupplier there) throws InterruptedException {
        for (long start = System.nanoTime(); !there.getAsBoolean(); Thread.sleep(5))
            assertTrue(System.nanoTime() - start < PATIENCE, what);
    }

    private Miner miner(String name, Rules rules, double rate) throws IOException {
        var settings = new Miner.Settings(name, rules, rate, miners.size());
        var miner = new Miner(settings, ANY, new Conduct.Honest(), e -> {});
        miners.add(miner);
        return miner;
    }

    private static List<Peer> peers(Miner... miners) {
        var peers = new ArrayList<Peer>();
        for (Miner m : miners) peers.add(new Peer(m.address(), 0));
        return peers;
    }

    private static Block genesis() {
        return Block.genesis(new byte[] {1});
    }

    @AfterEach
    void close() {
        miners.forEach(Miner::close);
        miners.forEach(m -> assertNull(m.failure()));
    }

    private static int height(Miner miner) {
        return miner.shown() == null ? -1 : miner.shown().height();
    }

    /** a and c are no peers: what one finds reaches the other through b. */
    @Test
    void miners_in_a_row_agree() throws Exception {
        Miner a = miner("a", EASY, FAST);
        Miner b = miner("b", EASY, FAST);
        Miner c = miner("c", EASY, FAST);
        c.join(peers(b), null);
        b.join(peers(a, c), null);
        a.join(peers(b), genesis());
        until("100 blocks", () -> height(a) >= 100 && height(c) >= 100);
        Chain.Place common = a.shown().common(c.shown());
        assertTrue(common.height() >= 90, common + ", " + a.shown() + ", " + c.shown());
        var finders = new java.util.TreeSet<String>();
        for (Chain.Place p = common; p.height() > 0; p = p.previous()) {
            finders.add(new String(p.block().data(), java.nio.charset.StandardCharsets.UTF_8));
            assertTrue(EASY.valid(p.block(), EASY.hash(p.block())));
        }
        assertEquals(java.util.Set.of("a", "b", "c"), finders);
    }

    /** Nobody asks for blocks in this protocol; who is behind is helped all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_late_miner_catches_up(boolean work) throws Exception {
        Rules rules = work ? EASY : Rules.WITHOUT_WORK;
        Miner a = miner("a", rules, work ? FAST : 100);
        Miner late = miner("late", rules, IDLE);
        a.join(peers(late), genesis());
        until("200 blocks", () -> height(a) >= 200);
        late.join(peers(a), null);
        until("the same chain", () -> height(late) >= 250);
        Chain.Place common = a.shown().common(late.shown());
        assertTrue(common.height() >= 250 - 1);
    }

    @Test
    void two_that_were_apart_agree_on_the_longer_chain() throws Exception {
        Miner a = miner("a", EASY, FAST);
        a.join(List.of(), genesis());
        until("40 blocks", () -> height(a) >= 40);
        Block root = a.shown().at(0).block();
        close();
        miners.clear();
        Miner b = miner("b", EASY, FAST);
        Miner c = miner("c", EASY, FAST);
        var door = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), b.address().getPort());
        b.join(peers(c), root);
        until("40 blocks", () -> height(b) >= 40);
        c.join(List.of(new Peer(door, 0)), root);
        until(
                "agreement",
                () -> height(c) > 60
                        && height(b) > 60
                        && c.shown().common(b.shown()).height() > 50);
    }

    @Test
    void an_address_in_use_is_refused_in_one_line() throws Exception {
        Miner a = miner("a", EASY, FAST);
        var settings = new Miner.Settings("b", EASY, FAST, 1);
        String why = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Miner(settings, a.address(), new Conduct.Honest(), e -> {}))
                .getMessage();
        assertTrue(why.startsWith("cannot listen on 127.0.0.1:" + a.address().getPort() + ": in use"), why);
    }

    @Test
    void power_is_set_by_the_rate() throws Exception {
        var slow = new Bucket(1_000);
        var fast = new Bucket(3_000);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        double slowTokens = 0;
        double fastTokens = 0;
        while (System.nanoTime() < end) {
            slowTokens += slow.take();
            fastTokens += fast.take();
        }
        assertEquals(3, fastTokens / slowTokens, 0.3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x:",
                ":1",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "127.0.0.1:0",
                "127.0.0.1:1@-1",
                "127.0.0.1:1@x"
            })
    void a_bad_peer_is_refused(String typed) {
        String why = assertThrows(IllegalArgumentException.class, () -> Peer.list(typed))
                .getMessage();
        assertTrue(
                why.startsWith("peer is " + typed.replaceFirst("@.*", "")) && why.contains("allowed: HOST:PORT"), why);
    }

    @Test
    void peers_are_read_as_they_are_written() {
        assertEquals(List.of(), Peer.list("-"));
        List<Peer> peers = Peer.list("127.0.0.1:1,127.0.0.1:2@2.5");
        assertEquals("[127.0.0.1:1, 127.0.0.1:2@2.5]", peers.toString());
        assertNotNull(peers.get(1).address().getAddress());
    }
}
