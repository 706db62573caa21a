package org.undermine.env.network;

import org.undermine.protocols.Protocol;

/**
 * Honest nodes, and one attacker or none, who follow a protocol on a topology.
 *
 * @param attacker null for none; it sits at {@link Topology#attacker}
 * @param interval mean seconds between two proofs-of-work, as long as the difficulty is not adjusted
 * @param epoch units of progress after which the difficulty is adjusted; 0 for never
 * @param confirmations after which a block is believed, for {@link Outcome#confirmationFailures}; 0 if nobody asks
 * @param ownFirst whether each node is one miner who favours its own blocks, instead of many who own nothing to speak of
 */
public record Network(
        Protocol protocol,
        Topology topology,
        Attacker attacker,
        double interval,
        long epoch,
        int confirmations,
        boolean ownFirst) {

    /** @throws IllegalArgumentException one line, if the topology is not connected, or a number is out of its range */
    public Network {
        if (!(interval > 0 && interval < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("interval is " + interval + "; allowed: seconds above 0");
        if (epoch < 0) throw new IllegalArgumentException("epoch is " + epoch + "; allowed: from 0");
        if (confirmations < 0)
            throw new IllegalArgumentException("confirmations is " + confirmations + "; allowed: from 0");
        if (confirmations > 0 && !protocol.prefers())
            throw new IllegalArgumentException(
                    "confirmations is " + confirmations + "; allowed: 0, for this protocol has no chain");
        topology.checkConnected(attacker == null ? -1 : topology.attacker());
        topology.shares(attacker == null ? Double.NaN : attacker.alpha());
    }

    /** All are honest, and a proof-of-work is found each second. */
    public static Network of(Protocol protocol, Topology topology) {
        return new Network(protocol, topology, null, 1, 0, 0, false);
    }

    public Network attackedBy(Attacker other) {
        return new Network(protocol, topology, other, interval, epoch, confirmations, ownFirst);
    }

    public Network interval(double seconds) {
        return new Network(protocol, topology, attacker, seconds, epoch, confirmations, ownFirst);
    }

    public Network adjusting(long every) {
        return new Network(protocol, topology, attacker, interval, every, confirmations, ownFirst);
    }

    public Network confirming(int blocks) {
        return new Network(protocol, topology, attacker, interval, epoch, blocks, ownFirst);
    }

    public Network ownFirst(boolean favours) {
        return new Network(protocol, topology, attacker, interval, epoch, confirmations, favours);
    }

    /** A beginning. The same seed gives the same simulation. */
    public Simulation simulate(long seed) {
        return new Simulation(this, seed, Observer.NONE);
    }

    /** The same, watched. */
    public Simulation simulate(long seed, Observer observer) {
        return new Simulation(this, seed, observer);
    }

    /** The attacker's node; -1 where there is none. */
    int attackerNode() {
        return attacker == null ? -1 : topology.attacker();
    }

    /** The mining power of each node. */
    public double[] shares() {
        return topology.shares(attacker == null ? Double.NaN : attacker.alpha());
    }
}
