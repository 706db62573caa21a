package org.undermine.protocols;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A small block DAG with real hashes, to ask rules about. Block 0 is the root. */
final class Ledger {
    private record Entry(Draft draft, BlockSet past, int height, int miner, long hash) {}

    private final Protocol protocol;
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();

    Ledger(Protocol protocol, long seed) {
        this.protocol = protocol;
        random = new Random(seed);
        entries.add(new Entry(new Draft(Draft.NONE, BlockSet.EMPTY, Kind.BLOCK), BlockSet.EMPTY, 0, View.NOBODY, 0));
    }

    /** Appends a block and returns its number. */
    int append(Draft draft, int miner) {
        return append(draft, miner, random.nextLong() >>> 1);
    }

    int append(Draft draft, int miner, long hash) {
        int signer = draft.kind() == Kind.SUMMARY ? View.NOBODY : miner;
        BlockSet past = draft.parents();
        for (int p = past.first(); p >= 0; p = draft.parents().next(p)) past = past.or(entries.get(p).past);
        entries.add(new Entry(draft, past, protocol.height(view(miner, 0), draft), signer, hash));
        return entries.size() - 1;
    }

    int size() {
        return entries.size();
    }

    /** The same blocks in another order, each after its parents; {@code place} is filled with their new numbers. */
    Ledger shuffled(int[] place, Random random) {
        var shuffled = new Ledger(protocol, 0);
        BlockSet left = BlockSet.below(size()).without(0);
        while (!left.isEmpty()) {
            BlockSet waiting = left;
            int[] next = left.stream()
                    .filter(b -> !entries.get(b).past.meets(waiting))
                    .toArray();
            int b = next[random == null ? 0 : random.nextInt(next.length)];
            place[b] = shuffled.append(renamed(entries.get(b).draft, place), entries.get(b).miner, entries.get(b).hash);
            left = left.without(b);
        }
        return shuffled;
    }

    static Draft renamed(Draft draft, int[] place) {
        if (draft == null) return null;
        return new Draft(place[draft.predecessor()], renamed(draft.parents(), place), draft.kind());
    }

    static BlockSet renamed(BlockSet blocks, int[] place) {
        return blocks.stream().mapToObj(b -> BlockSet.of(place[b])).reduce(BlockSet.EMPTY, BlockSet::or);
    }

    /** What a miner sees who knows every block and favours its own. */
    View view(int me, int head) {
        return view(me, head, BlockSet.below(entries.size()), true);
    }

    View view(int me, int head, BlockSet known, boolean favours) {
        return new Sight(me, head, known, favours);
    }

    private final class Sight implements View {
        private final int me;
        private final int head;
        private final BlockSet known;
        private final boolean favours;

        Sight(int me, int head, BlockSet known, boolean favours) {
            this.me = me;
            this.head = head;
            this.known = known;
            this.favours = favours;
        }

        private BlockSet where(java.util.function.IntPredicate holds) {
            BlockSet found = BlockSet.EMPTY;
            for (int b = known.first(); b >= 0; b = known.next(b)) if (holds.test(b)) found = found.with(b);
            return found;
        }

        @Override
        public int me() {
            return me;
        }

        @Override
        public int head() {
            return head;
        }

        @Override
        public BlockSet known() {
            return known;
        }

        @Override
        public Kind kind(int block) {
            return entries.get(block).draft.kind();
        }

        @Override
        public BlockSet parents(int block) {
            return entries.get(block).draft.parents();
        }

        @Override
        public int predecessor(int block) {
            return entries.get(block).draft.predecessor();
        }

        @Override
        public BlockSet children(int block) {
            return where(b -> parents(b).contains(block));
        }

        @Override
        public BlockSet past(int block) {
            return entries.get(block).past;
        }

        @Override
        public BlockSet chain(int block) {
            return block == Draft.NONE
                    ? BlockSet.EMPTY
                    : chain(predecessor(block)).with(block);
        }

        @Override
        public int height(int block) {
            return entries.get(block).height;
        }

        @Override
        public int miner(int block) {
            return entries.get(block).miner;
        }

        @Override
        public int voted(int block) {
            return kind(block) == Kind.VOTE ? voted(predecessor(block)) : block;
        }

        @Override
        public BlockSet votes(int block) {
            return where(b -> kind(b) == Kind.VOTE && voted(b) == block);
        }

        @Override
        public int depth(int block) {
            return kind(block) == Kind.VOTE ? depth(predecessor(block)) + 1 : 0;
        }

        @Override
        public boolean own(int block) {
            return favours && miner(block) == me;
        }

        @Override
        public boolean signs(int block) {
            return miner(block) == me;
        }

        @Override
        public BlockSet smallest(BlockSet among, int n) {
            return among.stream()
                    .boxed()
                    .sorted(Comparator.comparingLong(b -> entries.get(b).hash))
                    .limit(n)
                    .reduce(BlockSet.EMPTY, BlockSet::with, BlockSet::or);
        }
    }
}
