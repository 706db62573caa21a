package org.undermine.protocols;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that grew at random: every block follows its protocol's rule for what a miner happened to know. */
final class Growth {
    record Made(Draft draft, int miner, long hash) {}

    final Protocol protocol;
    final Ledger ledger;
    final List<Made> made = new ArrayList<>(); // block b is made.get(b - 1)

    private Growth(Protocol protocol) {
        this.protocol = protocol;
        ledger = new Ledger(protocol, 0);
    }

    Growth(Protocol protocol, int blocks, Random random) {
        this(protocol);
        double luck = random.nextDouble();
        while (made.size() < blocks) {
            int me = random.nextInt(3) == 0 ? View.ATTACKER : View.DEFENDER;
            View view = view(me, random, luck);
            Draft draft = protocol instanceof Uncles u
                    ? u.mine(view, random.nextInt(4) > 0, random.nextInt(4) > 0)
                    : protocol.mine(view);
            append(new Made(draft, me, random.nextLong()));
        }
    }

    private void append(Made next) {
        made.add(next);
        ledger.append(next.draft, next.miner, next.hash);
    }

    int blocks() {
        return made.size() + 1;
    }

    View all(int me, int head) {
        return ledger.view(me, head);
    }

    /** The view of a miner who knows each block with a chance of {@code luck}, and its past, and prefers any of them. */
    View view(int me, Random random, double luck) {
        View all = ledger.view(me, 0);
        BlockSet known = BlockSet.of(0);
        for (int b = 1; b < blocks(); b++)
            if (random.nextDouble() < luck) known = known.or(all.past(b)).with(b);
        int[] heads = known.stream().toArray();
        return ledger.view(me, heads[random.nextInt(heads.length)], known, me == View.ATTACKER);
    }

    /** New numbers for the blocks, parents before children. */
    int[] numbering(Random random) {
        int[] number = new int[blocks()];
        var placed = BlockSet.of(0);
        while (placed.size() < blocks()) {
            int b = 1 + random.nextInt(made.size());
            if (placed.contains(b) || !placed.containsAll(made.get(b - 1).draft.parents())) continue;
            number[b] = placed.size();
            placed = placed.with(b);
        }
        return number;
    }

    /** The same ledger under other numbers. */
    Growth renumbered(int[] number) {
        var renamed = new Growth(protocol);
        int[] old = new int[number.length];
        for (int b = 0; b < number.length; b++) old[number[b]] = b;
        for (int b = 1; b < number.length; b++) {
            Made m = made.get(old[b] - 1);
            renamed.append(new Made(rename(m.draft, number), m.miner, m.hash));
        }
        return renamed;
    }

    static Draft rename(Draft draft, int[] number) {
        int predecessor = draft.predecessor() < 0 ? Draft.NONE : number[draft.predecessor()];
        return new Draft(predecessor, rename(draft.parents(), number), draft.kind());
    }

    static BlockSet rename(BlockSet set, int[] number) {
        return set.stream().mapToObj(b -> BlockSet.of(number[b])).reduce(BlockSet.EMPTY, BlockSet::or);
    }

    /** {@code view}, counting how often a rule asks for hashes. */
    static View counting(View view, AtomicInteger questions) {
        return (View) Proxy.newProxyInstance(View.class.getClassLoader(), new Class<?>[] {View.class}, (p, m, args) -> {
            if (m.getName().equals("smallest")) questions.incrementAndGet();
            return m.invoke(view, args);
        });
    }
}
