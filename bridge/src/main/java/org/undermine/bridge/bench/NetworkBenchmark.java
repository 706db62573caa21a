package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;
import org.undermine.env.network.Delay;
import org.undermine.env.network.Network;
import org.undermine.env.network.Topologies;

/** How fast one thread simulates ten honest nodes, each linked with each, where a message takes 2 s and a proof-of-work 600 s. */
final class NetworkBenchmark {
    private static final int NODES = 10;
    private static final int PROOFS = 1_000_000;
    private static final int SLOWER = 10; // as many times fewer proofs where there are votes

    private NetworkBenchmark() {}

    static Benchmark get() {
        return new Benchmark(
                "network",
                "proofs-of-work a second on 10 honest nodes, constant delay, one thread",
                "proofs/s",
                false,
                List.of(
                        contestant("nakamoto", Map.of(), PROOFS),
                        contestant("parallel", Map.of("k", 8), PROOFS / SLOWER),
                        contestant("tailstorm", Map.of("k", 8), PROOFS / SLOWER)));
    }

    private static Contestant contestant(String protocol, Map<String, Object> parameters, int proofs) {
        var network = Network.of(
                        Scenario.of(protocol, parameters).rules(), Topologies.clique(NODES, new Delay.Constant(2)))
                .interval(600);
        return new Contestant(protocol + (parameters.isEmpty() ? "" : " k=8"), () -> {
            var simulation = network.simulate(1);
            return proofs / Benchmark.seconds(() -> simulation.run(proofs));
        });
    }
}
