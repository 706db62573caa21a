package org.undermine.env.network;

import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.env.Seeds;
import org.undermine.env.attack.Agreement;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * A network at work, from event to event: somebody finds a proof-of-work, a message arrives.
 *
 * <p>Nodes propose what needs no proof-of-work once all that arrives at the same time has arrived, and at once with a proof
 * of their own. What all have agreed on and no message can change is paid and forgotten.
 */
public final class Simulation {
    private static final int ROOM = 24; // blocks to come before it is worth looking for what can be forgotten

    private final Network network;
    private final Protocol protocol;
    private final int nodes;
    private final int attacker;
    private final boolean proposes;
    private final boolean[] crowd;
    private final NodeView[] views;
    private final Ledger ledger;
    private final Flights flights;
    private final Accounts accounts;
    private final Confirmations confirmations;
    private final Difficulty difficulty;
    private final Adversary adversary; // null if all are honest
    private final Observer observer;
    private final boolean watched;
    private final RandomGenerator clock;
    private final RandomGenerator hashes;
    private final Lottery lottery;
    private final boolean[] stirred; // nodes that have learnt something and may propose
    private boolean stir;
    private boolean forgets = true;
    private int paid;
    private int full = ROOM;
    private double now;
    private double order; // among what happens now
    private double next; // when the next proof-of-work is found
    private long found;
    private long races;
    private long near;

    Simulation(Network network, long seed, Observer observer) {
        this.network = network;
        this.observer = observer;
        watched = observer != Observer.NONE;
        protocol = network.protocol();
        nodes = network.topology().size();
        attacker = network.attackerNode();
        proposes = !protocol.needsProof(Kind.BLOCK) || !protocol.needsProof(Kind.SUMMARY);
        ledger = new Ledger(nodes);
        crowd = new boolean[nodes];
        views = new NodeView[nodes];
        for (int i = 0; i < nodes; i++) {
            crowd[i] = i != attacker && network.topology().isCrowd(i);
            views[i] = new NodeView(ledger, i, attacker, network.ownFirst());
        }
        stirred = new boolean[nodes];
        clock = Seeds.stream(Seeds.of(seed, 0));
        hashes = Seeds.stream(Seeds.of(seed, 1));
        flights = new Flights(new Routes(network.topology(), attacker), nodes, Seeds.stream(Seeds.of(seed, 2)));
        lottery = new Lottery(network.shares(), Seeds.stream(Seeds.of(seed, 3)));
        accounts = new Accounts(protocol, ledger, nodes);
        confirmations = new Confirmations(ledger, network.confirmations());
        difficulty = new Difficulty(network.interval(), network.epoch());
        adversary = attacker < 0 ? null : new Adversary(attacker, protocol, ledger, hands(), network.attacker());
        next = difficulty.seconds() * clock.nextExponential();
        if (adversary != null) adversary.begin();
    }

    /** Goes on until {@code proofs} more proofs-of-work have been found. What they lead to is not waited for. */
    public void run(long proofs) {
        for (long end = found + proofs; found < end; ) {
            arrive(next);
            if (forgets && (adversary != null && flights.isEmpty() || ledger.dag.size() >= full)) settle();
            now = next;
            order = 0;
            found++;
            int node = lottery.draw();
            if (node == attacker) adversary.find();
            else find(node);
            next = now + difficulty.seconds() * clock.nextExponential();
        }
    }

    /** What has come of it. */
    public Outcome outcome() {
        boolean attacked = adversary != null;
        return new Outcome(
                found,
                now,
                accounts.decided(),
                accounts.taken(),
                accounts.progress(),
                accounts.rewards(),
                races,
                near,
                accounts.blocks(),
                confirmations.count(),
                attacked ? adversary.shadow().decisions() : 0,
                attacked ? adversary.shadow().cutoffs() : 0,
                attacked ? adversary.restarts() : 0);
    }

    /** The newest block that is paid for, with its history. */
    public long paidUpTo() {
        return ledger.name(paid);
    }

    /** How many blocks are remembered. */
    int window() {
        return ledger.dag.size();
    }

    /** Goes on until {@code proofs} more proofs-of-work have been found, and draws those blocks and what is open from before. */
    public List<String> drawing(int proofs) {
        settle();
        forgets = false;
        run(proofs);
        forgets = true;
        return new Sketch(ledger, network.topology(), attacker).lines();
    }

    // ---- messages

    /** All that happens before {@code end}. */
    private void arrive(double end) {
        while (true) {
            boolean more = !flights.isEmpty() && flights.time() < end;
            boolean same = more && flights.time() == now;
            if (adversary != null && adversary.hasHeard() && !(same && flights.order() == order)) {
                adversary.answer();
            } else if (stir && !same) {
                proposals();
            } else if (more) {
                now = flights.time();
                order = flights.order();
                int b = flights.block();
                int node = flights.receiver();
                flights.arrived();
                if (b >= 0) arrive(node, b);
            } else {
                return;
            }
        }
    }

    private void arrive(int node, int b) {
        if (ledger.knows(node, b)) return;
        if (!ledger.knowsParents(node, b)) {
            ledger.await(node, b);
            return;
        }
        take(node, b);
    }

    /** Learns a block, and then what has been waiting for it. */
    private void take(int node, int b) {
        accept(node, b);
        while (ledger.awaits(node)) {
            int waiting = ledger.ready(node);
            if (waiting < 0) return;
            if (!ledger.knows(node, waiting)) accept(node, waiting);
        }
    }

    private void accept(int node, int b) {
        ledger.learn(node, b);
        if (watched) observer.heard(now, node, ledger.name(b));
        if (node == attacker) {
            adversary.hear(b);
            return;
        }
        int old = ledger.head[node];
        int head = preferred(node, b);
        if (head != old) {
            ledger.head[node] = head;
            confirmations.moved(old, head);
            if (watched) observer.preferred(now, node, ledger.name(head));
        }
        if (proposes) stir = stirred[node] = true;
    }

    /** What all have agreed on is final, even if a block beside it, kept because it can be an uncle, is better. */
    private int preferred(int node, int b) {
        int head = protocol.prefer(views[node], b);
        return paid == 0 || ledger.dag.chain(head).contains(paid) ? head : ledger.head[node];
    }

    private void send(int b, int node) {
        ledger.publish(b);
        flights.send(b, node, now, order);
    }

    // ---- blocks

    private void find(int node) {
        if (adversary != null) watchRace(node);
        int b = append(protocol.mine(views[node]), node + 1, node);
        send(b, node);
        if (!crowd[node]) {
            accept(node, b);
            if (proposes) propose(node);
        } else if (proposes) {
            proposeAlone(node, b);
        }
        for (int of = 0; of < protocol.ledgers(); of++) make(node, Draft.issuing(b, of));
    }

    /** One of very many miners has found {@code b}, and may propose what nobody else can yet. */
    private void proposeAlone(int node, int b) {
        int head = ledger.head[node];
        ledger.head[node] = preferred(node, b);
        ledger.learn(node, b);
        if (!network.ownFirst()) views[node].signOnly(b);
        Draft draft = protocol.propose(views[node]);
        views[node].signAny();
        ledger.unlearn(node, b);
        ledger.head[node] = head;
        if (draft != null) make(node, draft);
    }

    private void proposals() {
        stir = false;
        for (int node = 0; node < nodes; node++) {
            if (!stirred[node]) continue;
            stirred[node] = false;
            propose(node);
        }
    }

    private void propose(int node) {
        Draft draft = protocol.propose(views[node]);
        while (draft != null && make(node, draft) && !crowd[node]) draft = protocol.propose(views[node]);
    }

    /** Makes a block without proof-of-work, if that is news to {@code node}. */
    private boolean make(int node, Draft draft) {
        int miner = draft.kind() == Kind.SUMMARY ? View.NOBODY : node + 1;
        int b = ledger.existing(draft, miner);
        if (b >= 0 && (ledger.knows(node, b) || ledger.made(node, b))) return false;
        if (b < 0) b = append(draft, miner, node);
        ledger.make(node, b);
        send(b, node);
        if (!crowd[node]) take(node, b);
        return true;
    }

    private int append(Draft draft, int miner, int node) {
        int b = ledger.append(draft, protocol.height(accounts.everything(), draft), miner, hashes.nextLong());
        if (watched) {
            long[] parents = new long[draft.parents().size()];
            int count = 0;
            if (draft.predecessor() >= 0) parents[count++] = ledger.name(draft.predecessor());
            for (int p = draft.parents().first(); p >= 0; p = draft.parents().next(p))
                if (p != draft.predecessor()) parents[count++] = ledger.name(p);
            boolean proof = protocol.needsProof(draft.kind());
            observer.made(now, node, ledger.name(b), draft.kind(), draft.ledger(), proof, parents, ledger.hash(b));
        }
        return b;
    }

    private Adversary.Hands hands() {
        return new Adversary.Hands() {
            @Override
            public int append(Draft draft, int miner) {
                return Simulation.this.append(draft, miner, attacker);
            }

            @Override
            public void release(int b) {
                if (watched) observer.released(now, attacker, ledger.name(b));
                send(b, attacker);
            }
        };
    }

    // ---- agreement

    /** Whether honest nodes are of two minds about what the attacker has released, and on which side {@code finder} is. */
    private void watchRace(int finder) {
        BlockSet common = null;
        int last = -1;
        boolean differ = false;
        for (int i = 0; i < nodes; i++) {
            if (i == attacker || ledger.head[i] == last) continue;
            BlockSet chain = ledger.dag.chain(ledger.head[i]);
            differ |= last >= 0;
            common = common == null ? chain : common.and(chain);
            last = ledger.head[i];
        }
        if (!differ) return;
        BlockSet own = ledger.dag.chain(ledger.head[attacker]).minus(common);
        boolean released = false;
        for (int b = own.first(); b >= 0; b = own.next(b)) released |= ledger.made(attacker, b);
        boolean some = false;
        boolean all = true;
        for (int i = 0; i < nodes; i++) {
            if (i == attacker) continue;
            some |= own.contains(ledger.head[i]);
            all &= own.contains(ledger.head[i]);
        }
        if (!released || !some || all) return;
        races++;
        if (own.contains(ledger.head[finder])) near++;
    }

    private void settle() {
        BlockSet ignored = adversary == null ? BlockSet.EMPTY : adversary.ignored();
        if (adversary != null) views[attacker].ignore(ignored);
        BlockSet agreed = agreed();
        if (agreed.last() > 0) settle(agreed, ignored);
        full = 2 * ledger.dag.size() + ROOM;
    }

    private BlockSet agreed() {
        BlockSet agreed = protocol.history(views[0]);
        boolean heads = protocol.prefers() && protocol.ledgers() == 0; // alone decide
        for (int i = 1; i < nodes && agreed.last() > 0; i++)
            if (!heads || ledger.head[i] != ledger.head[i - 1]) agreed = agreed.and(protocol.history(views[i]));
        return agreed;
    }

    private void settle(BlockSet agreed, BlockSet ignored) {
        BlockSet heard = ledger.knownToAll();
        BlockSet all = ledger.dag.all();
        BlockSet flying = ledger.sent().minus(heard);
        var agreement = Agreement.of(
                protocol, accounts.everything(), ledger.dag, agreed, flying, all.minus(heard.minus(ignored)));
        accounts.pay(agreement.history().minus(ledger.dag.chain(paid)));
        if (agreement.certain()) paid = agreement.newest();
        difficulty.at(accounts.progress(), now);
        if (watched) observer.agreed(now, ledger.name(agreement.newest()));
        BlockSet kept = agreement.kept();
        if (kept.size() == all.size()) return;
        accounts.decide(all.minus(kept).without(0).with(agreement.root()).without(0));
        int[] place = ledger.keep(kept);
        paid = Math.max(0, place[paid]);
        flights.rename(place);
        confirmations.rename(place);
    }
}
