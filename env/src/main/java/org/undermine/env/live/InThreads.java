package org.undermine.env.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Policy;

/** A miner in this JVM. */
final class InThreads implements Host {
    private final Conduct conduct;
    private final Miner miner;
    private final InetSocketAddress address;

    InThreads(Plan.Part part, Scenario scenario, Function<Env, Policy> policy, Consumer<Event> events)
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
    public void leave() {
        miner.leave();
    }

    @Override
    public void close() {
        miner.close();
    }

    @Override
    public Account account() {
        return Account.of(miner, conduct);
    }
}
