package org.undermine.env.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.mdp.Policy;

/**
 * An attacker and honest miners of equal power, each the peer of all others, on sockets of this machine: in threads of
 * this JVM ({@link #inThreads}) or wherever a {@link Starter} puts them.
 */
public final class LiveRun implements AutoCloseable {
    public static final String ATTACKER = "attacker";
    private static final long LOOK_MILLIS = 20;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(30);

    /**
     * Who mines how much, and who hears whom how late.
     *
     * @param honest how many honest miners, from 1
     * @param alpha the attacker's share of all hashes, more than 0 and less than 1
     * @param gamma the share of honest miners that are to hear of the attacker's block first in a race, about: of what each
     *     honest miner sends to others, so much is held back. At most 1 - 1 / honest, since who finds a block has heard of it
     * @param intervalMillis the mean time between blocks
     * @param delayMillis how long what is held back is; far more than the attacker needs to answer, far less than the interval
     * @param seed which honest miners are slow to which, and what work is tried
     */
    public record Plan(
            int honest, double alpha, double gamma, double intervalMillis, double delayMillis, Rules rules, long seed) {
        private static final int MOST = 100;

        public Plan {
            if (honest < 1 || honest > MOST)
                throw new IllegalArgumentException("miners is " + honest + "; allowed: 1 to " + MOST);
            if (!(alpha > 0 && alpha < 1))
                throw new IllegalArgumentException("alpha is " + alpha + "; allowed on the wire: between 0 and 1");
            double most = 1 - 1.0 / honest;
            if (!(gamma >= 0 && gamma <= most + 1e-9))
                throw new IllegalArgumentException("gamma is " + gamma + "; allowed with " + honest
                        + " honest miners: 0 to " + most + ", for who finds a block has heard of it");
            if (!(intervalMillis > 0) || !(delayMillis >= 0) || !rules.needWork())
                throw new IllegalArgumentException("interval and delay are " + intervalMillis + " and " + delayMillis
                        + " ms; allowed: more than 0 and from 0, with work");
        }

        private double rate(double share) {
            return rules.target().difficulty() / intervalMillis * TimeUnit.SECONDS.toMillis(1) * share;
        }

        private List<Part> parts() {
            var parts = new ArrayList<Part>();
            parts.add(new Part(ATTACKER, rules, rate(alpha), Seeds.of(seed, 0)));
            for (int i = 1; i <= honest; i++)
                parts.add(new Part("honest " + i, rules, rate((1 - alpha) / honest), Seeds.of(seed, i)));
            return parts;
        }

        /** How late what miner {@code from} sends comes to {@code to}; the attacker is 0. As even a choice as there is. */
        double delay(int from, int to) {
            if (from == 0 || to == 0) return 0;
            long slow = Math.round(gamma * honest * from) - Math.round(gamma * honest * (from - 1));
            return Math.floorMod(to - from - 1, honest) < slow ? delayMillis : 0;
        }
    }

    /** One of the miners. */
    public record Part(String name, Rules rules, double rate, long seed) {
        public boolean attacks() {
            return name.equals(ATTACKER);
        }
    }

    /** Starts a miner, which is to listen and wait. */
    @FunctionalInterface
    public interface Starter {
        /** @throws IllegalArgumentException one line, if it does not start */
        Host start(Part part, Consumer<Event> events) throws IOException;
    }

    /** Where a miner runs. */
    public interface Host extends AutoCloseable {
        /** Where it listens; waits until it does. @throws IllegalArgumentException one line, if it does not start */
        InetSocketAddress address();

        /** Begins. @param genesis null, but for the one that makes it */
        void join(List<Peer> peers, Block genesis);

        /** Why it is no longer mining; null while it is. */
        String failure();

        /** Asks it to end, and does not wait. */
        default void leave() {}

        /** Ends it; returns when it has ended. */
        @Override
        void close();

        /** What it counted in all, once it is closed. */
        Report report();
    }

    /**
     * @param tip the hash of its highest public block; null if it never had any
     * @param departures how often the attacker's wire did what the model does not know of
     */
    public record Report(long received, long appended, Map<Drop, Long> dropped, Hash tip, int height, long departures) {
        public static Report of(Miner miner, Conduct conduct) {
            Counters counters = miner.counters();
            var dropped = new EnumMap<Drop, Long>(Drop.class);
            for (Drop why : Drop.values()) if (counters.dropped(why) > 0) dropped.put(why, counters.dropped(why));
            Chain.Place tip = miner.shown();
            return new Report(
                    counters.received(),
                    counters.appended(),
                    dropped,
                    tip == null ? null : tip.hash(),
                    tip == null ? 0 : tip.height(),
                    conduct instanceof Withholding w ? w.departures() : 0);
        }
    }

    private final Survey survey = new Survey(ATTACKER);
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private boolean ended;

    /** Starts all of them, or none. */
    public LiveRun(Plan plan, Starter starter) throws IOException {
        try {
            List<Part> parts = plan.parts();
            for (Part p : parts) hosts.put(p.name(), starter.start(p, survey));
            List<Host> all = List.copyOf(hosts.values());
            for (int i = all.size() - 1; i >= 0; i--) {
                var peers = new ArrayList<Peer>();
                for (int j = 0; j < all.size(); j++)
                    if (j != i) peers.add(new Peer(all.get(j).address(), plan.delay(i, j)));
                all.get(i).join(peers, i == 0 ? genesis(plan) : null);
            }
        } catch (IOException | RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    private static Block genesis(Plan plan) {
        return Block.genesis(("genesis " + plan.seed).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * All in threads of this JVM.
     *
     * @param policy who decides for the attacker, in the environment it is given
     */
    public static Starter inThreads(Scenario scenario, Function<Env, Policy> policy) {
        return (part, events) -> new InThreads(part, scenario, policy, events);
    }

    /**
     * Waits until so many blocks are found.
     *
     * @param look called now and then; may throw to give up
     * @throws IllegalStateException if a miner fails, or nothing is found for half a minute
     */
    public void await(int blocks, Consumer<Survey> look) {
        int last = -1;
        long since = System.nanoTime();
        while (survey.found() < blocks) {
            hosts.forEach((name, host) -> {
                if (host.failure() != null) throw new IllegalStateException(name + " ended: " + host.failure());
            });
            if (survey.found() != last) since = System.nanoTime();
            else if (System.nanoTime() - since > STUCK) throw new IllegalStateException("nothing found for 30 s");
            last = survey.found();
            look.accept(survey);
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    public Survey survey() {
        return survey;
    }

    /** What each miner counted; once it has ended. */
    public Map<String, Report> reports() {
        var reports = new LinkedHashMap<String, Report>();
        hosts.forEach((name, host) -> reports.put(name, host.report()));
        return reports;
    }

    /** Ends all miners; returns when they have ended. */
    public void end() {
        if (ended) return;
        ended = true;
        survey.end();
        hosts.values().forEach(Host::leave);
        hosts.values().forEach(Host::close);
    }

    @Override
    public void close() {
        end();
    }

    /** A miner in this JVM. */
    private static final class InThreads implements Host {
        private final Conduct conduct;
        private final Miner miner;
        private final InetSocketAddress address;

        InThreads(Part part, Scenario scenario, Function<Env, Policy> policy, Consumer<Event> events)
                throws IOException {
            conduct = part.attacks() ? new Withholding(scenario, policy, part.name(), events) : new Conduct.Honest();
            byte[] data = part.name().getBytes(StandardCharsets.UTF_8);
            var settings = new Miner.Settings(part.name(), part.rules(), data, part.rate(), false, part.seed());
            miner = new Miner(settings, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), conduct, events);
            address = miner.address();
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void join(List<Peer> peers, Block genesis) {
            miner.join(peers, genesis);
        }

        @Override
        public String failure() {
            return miner.failure() == null ? null : miner.failure().toString();
        }

        @Override
        public void close() {
            miner.close();
        }

        @Override
        public Report report() {
            return Report.of(miner, conduct);
        }
    }
}
