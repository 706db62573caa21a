package org.undermine.env.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Policy;

/**
 * An attacker and honest miners of equal power, each the peer of all others, on sockets of this machine: in threads of
 * this JVM ({@link #inThreads}) or wherever a {@link Host.Starter} puts them.
 */
public final class LiveRun implements AutoCloseable {
    public static final String ATTACKER = "attacker";
    private static final long LOOK_MILLIS = 20;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(30);

    private final Survey survey = new Survey(ATTACKER);
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private boolean ended;

    /** Starts all of them, or none. */
    public LiveRun(Plan plan, Host.Starter starter) throws IOException {
        try {
            for (Plan.Part p : plan.parts()) hosts.put(p.name(), starter.start(p, survey));
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
        return Block.genesis(("genesis " + plan.seed()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * All in threads of this JVM.
     *
     * @param policy who decides for the attacker, in the environment it is given
     */
    public static Host.Starter inThreads(Scenario scenario, Function<Env, Policy> policy) {
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
    public Map<String, Account> accounts() {
        var accounts = new LinkedHashMap<String, Account>();
        hosts.forEach((name, host) -> accounts.put(name, host.account()));
        return accounts;
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
}
