package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The three ways to choose a quorum, by hand and against a slow reference that tries every set, sorts by real hashes and
 * has the protocol itself pay for each set.
 */
class QuorumTest {
    private static final int A = View.ATTACKER;
    private static final int D = View.DEFENDER;

    private final Ledger tree = new Ledger(new TreeParallel(4, Reward.CONSTANT, Quorum.ALTRUISTIC), 1);

    private int vote(int parent, int miner, long hash) {
        return tree.append(Draft.voting(parent), miner, hash);
    }

    private static BlockSet set(int... blocks) {
        return Arrays.stream(blocks).mapToObj(BlockSet::of).reduce(BlockSet.EMPTY, BlockSet::or);
    }

    private BlockSet chosen(Quorum quorum, Reward reward, int n, int miner) {
        var protocol = new TreeParallel(n + 1, reward, quorum);
        return closure(tree.view(miner, 0, BlockSet.below(tree.size()), miner == A), protocol);
    }

    private static BlockSet closure(View view, Protocol protocol) {
        Draft draft = protocol instanceof Tailstorm ? protocol.propose(view) : protocol.mine(view);
        BlockSet votes = draft.parents().without(draft.predecessor());
        for (int x : votes.stream().toArray()) votes = votes.or(view.past(x));
        return votes.and(view.votes(draft.predecessor()));
    }

    @Test
    void altruistic_is_deepest_then_own_then_smallest_hash() {
        int a = vote(0, D, 50);
        int b = vote(a, D, 40);
        int c = vote(0, A, 30);
        int d = vote(0, D, 20);
        int e = vote(0, D, 10);
        assertEquals(set(a, b, e), chosen(Quorum.ALTRUISTIC, Reward.CONSTANT, 3, D));
        assertEquals(set(a, b, c), chosen(Quorum.ALTRUISTIC, Reward.CONSTANT, 3, A));
        assertEquals(set(a, b, d, e), chosen(Quorum.ALTRUISTIC, Reward.CONSTANT, 4, D));
        assertEquals(set(e), chosen(Quorum.ALTRUISTIC, Reward.CONSTANT, 1, D), "a branch that does not fit is cut");
    }

    @Test
    void heuristic_is_most_own_reward_for_each_vote_added() {
        int a = vote(0, D, 50);
        int b = vote(a, D, 40);
        int c = vote(b, A, 30); // one own vote for three
        int d = vote(0, D, 20);
        int e = vote(d, A, 10); // one for two
        assertEquals(set(a, b, c), chosen(Quorum.ALTRUISTIC, Reward.CONSTANT, 3, A));
        assertEquals(set(d, e, a), chosen(Quorum.HEURISTIC, Reward.CONSTANT, 3, A));
        assertEquals(set(a, b, c), chosen(Quorum.HEURISTIC, Reward.CONSTANT, 3, D), "nothing to gain: altruistic");
    }

    @Test
    void optimal_sees_what_greed_misses() {
        int a = vote(0, D, 70);
        int b = vote(a, A, 60);
        int c = vote(a, A, 50);
        int d = vote(a, A, 40); // each half own, all together three quarters
        int e = vote(0, D, 30);
        int f = vote(e, A, 20);
        int g = vote(f, A, 10); // two thirds own
        assertEquals(set(a, e, f, g), chosen(Quorum.HEURISTIC, Reward.CONSTANT, 4, A));
        assertEquals(set(a, b, c, d), chosen(Quorum.OPTIMAL, Reward.CONSTANT, 4, A));
    }

    @Test
    void optimal_reads_the_reward_scheme() {
        int a = vote(0, A, 10);
        int b = vote(0, A, 20);
        int c = vote(0, D, 30);
        int d = vote(c, A, 40);
        assertEquals(set(a, b), chosen(Quorum.OPTIMAL, Reward.CONSTANT, 2, A), "2 own votes and the block: 3");
        assertEquals(set(c, d), chosen(Quorum.OPTIMAL, Reward.PUNISH, 2, A), "1 own vote either way: the deeper");
        assertEquals(set(c, d), chosen(Quorum.OPTIMAL, Reward.HYBRID, 2, A), "3/3 each for 2 beats 2/3 each for 2");
    }

    @Test
    void hashes_are_not_asked_where_they_do_not_decide() {
        vote(0, D, 1);
        vote(1, D, 2);
        vote(0, D, 3);
        vote(0, D, 4);
        assertEquals(List.of(), asked(Quorum.ALTRUISTIC, 4), "as many as needed");
        assertEquals(List.of(), asked(Quorum.OPTIMAL, 2), "one deepest branch");
        assertEquals(List.of("{3,4}:1"), asked(Quorum.ALTRUISTIC, 3), "one of two leaves");
        vote(0, D, 5);
        assertEquals(List.of("{3,4,5}:2"), asked(Quorum.HEURISTIC, 4), "two of three leaves, but not their order");
        vote(3, D, 6);
        vote(4, D, 7);
        assertEquals(List.of("{2,6,7}:2"), asked(Quorum.ALTRUISTIC, 4), "two of three branches, but not their order");
    }

    @Test
    void hashes_are_not_asked_where_all_equals_fit() {
        vote(0, D, 1);
        vote(1, D, 2);
        vote(1, D, 3);
        vote(0, D, 4);
        assertEquals(List.of(), asked(Quorum.ALTRUISTIC, 3), "two leaves and what they share");
        assertEquals(List.of("{2,3}:1"), asked(Quorum.ALTRUISTIC, 2));
    }

    @Test
    void a_hundred_sets_are_tried_and_no_more() {
        for (int x = 0; x < 100; x++) vote(0, D, x);
        assertEquals(false, new ClosedSets(tree.view(D, 0), tree.view(D, 0).votes(0), 1, Quorum.OPTIONS).tooMany());
        vote(0, D, 100);
        assertEquals(true, new ClosedSets(tree.view(D, 0), tree.view(D, 0).votes(0), 1, Quorum.OPTIONS).tooMany());
    }

    private List<String> asked(Quorum quorum, int n) {
        var asked = new ArrayList<String>();
        View view = tree.view(D, 0, BlockSet.below(tree.size()), false);
        View listening = (View) Proxy.newProxyInstance(
                View.class.getClassLoader(), new Class<?>[] {View.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("smallest")) {
                        int wanted = arguments.length == 2 ? (int) arguments[1] : 1;
                        if (((BlockSet) arguments[0]).size() > wanted) asked.add(arguments[0] + ":" + wanted);
                    }
                    return method.invoke(view, arguments);
                });
        new TreeParallel(n + 1, Reward.CONSTANT, quorum).mine(listening);
        return asked;
    }

    static Stream<Protocol> protocols() {
        var all = new ArrayList<Protocol>();
        for (Quorum quorum : Quorum.values())
            for (int n = 1; n <= 5; n++) {
                for (Reward reward : Reward.values()) {
                    all.add(new TreeParallel(n + 1, reward, quorum));
                    if (reward != Reward.BLOCK) all.add(new Tailstorm(n, reward, quorum));
                }
                for (Reward reward : List.of(Reward.CONSTANT, Reward.BLOCK, Reward.DISCOUNT))
                    all.add(new DagParallel(n + 1, reward, quorum));
            }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void the_choice_is_that_of_the_slow_reference(Protocol protocol) {
        int n = protocol instanceof Tailstorm ? protocol.k() : protocol.k() - 1;
        for (long seed = 0; seed < 15; seed++) {
            var random = new Random(seed);
            var ledger = new Ledger(protocol, seed);
            int votes = n + random.nextInt(6);
            while (ledger.size() <= votes) {
                BlockSet among = BlockSet.below(1 + random.nextInt(ledger.size()));
                View some = ledger.view(D, 0, closed(ledger, among, random), false);
                int on = random.nextInt(ledger.size());
                BlockSet tips = Votes.leaves(some, some.votes(0)).with(0);
                ledger.append(
                        protocol instanceof DagParallel ? new Draft(0, tips, Kind.VOTE) : Draft.voting(on),
                        1 + random.nextInt(2));
            }
            for (int miner : new int[] {D, A}) {
                View view = ledger.view(miner, 0, BlockSet.below(ledger.size()), miner == A);
                BlockSet expected = new Slow(protocol, ledger, view, n).choice();
                assertEquals(expected, closure(view, protocol), protocol + ", seed " + seed + ", miner " + miner);
            }
        }
    }

    private static BlockSet closed(Ledger ledger, BlockSet among, Random random) {
        View view = ledger.view(D, 0);
        BlockSet closed = BlockSet.of(0);
        for (int b = among.next(0); b >= 0; b = among.next(b))
            if (closed.containsAll(view.parents(b)) && random.nextInt(4) > 0) closed = closed.with(b);
        return closed;
    }

    /** Tries every set. */
    private record Slow(Protocol protocol, Ledger ledger, View view, int n) {
        BlockSet choice() {
            Quorum quorum = protocol instanceof TreeParallel p
                    ? p.quorum()
                    : protocol instanceof DagParallel d ? d.quorum() : ((Tailstorm) protocol).quorum();
            if (quorum == Quorum.ALTRUISTIC) return altruistic(all());
            if (quorum == Quorum.HEURISTIC || all().size() > 100) return heuristic();
            int most = all().stream().mapToInt(this::own).max().orElseThrow();
            return altruistic(all().stream().filter(s -> own(s) == most).toList());
        }

        List<BlockSet> all() {
            BlockSet votes = view.votes(0);
            var all = new ArrayList<BlockSet>();
            for (int bits = 0; bits < 1 << votes.size(); bits++) {
                if (Integer.bitCount(bits) != n) continue;
                BlockSet set = BlockSet.EMPTY;
                for (int b = votes.first(), i = 0; b >= 0; b = votes.next(b), i++)
                    if ((bits >> i & 1) != 0) set = set.with(b);
                BlockSet members = set;
                if (set.stream().allMatch(x -> members.containsAll(below(x)))) all.add(set);
            }
            return all;
        }

        BlockSet below(int x) {
            return view.past(x).and(view.votes(0));
        }

        /** The first set in the order of words whose letters are deepest, own, smallest hash first. */
        BlockSet altruistic(List<BlockSet> sets) {
            List<BlockSet> left = sets;
            for (int x : order()) {
                List<BlockSet> with = left.stream().filter(s -> s.contains(x)).toList();
                if (!with.isEmpty()) left = with;
            }
            return left.get(0);
        }

        List<Integer> order() {
            var byHash = new ArrayList<Integer>();
            for (BlockSet rest = view.votes(0); !rest.isEmpty(); rest = rest.without(view.smallest(rest)))
                byHash.add(view.smallest(rest));
            byHash.sort(
                    Comparator.<Integer>comparingInt(x -> -below(x).size()).thenComparingInt(x -> view.own(x) ? 0 : 1));
            return byHash;
        }

        BlockSet heuristic() {
            BlockSet quorum = BlockSet.EMPTY;
            while (quorum.size() < n) {
                BlockSet best = null;
                double most = Double.NEGATIVE_INFINITY;
                for (int x : order()) {
                    BlockSet with = quorum.or(below(x)).with(x);
                    if (quorum.contains(x) || with.size() > n) continue;
                    double gain = (double) (own(with) - own(quorum)) / (with.size() - quorum.size());
                    if (gain > most + 1e-9) best = with;
                    most = Math.max(most, gain);
                }
                quorum = best;
            }
            return quorum;
        }

        /** What the protocol itself would pay this miner for these votes, were they in a block of its own. */
        int own(BlockSet votes) {
            if (view.me() == D) return 0;
            boolean summary = protocol instanceof Tailstorm;
            var copy = ledger.shuffled(new int[ledger.size()], null);
            int block = copy.append(
                    new Draft(0, Votes.leaves(view, votes).with(0), summary ? Kind.SUMMARY : Kind.BLOCK), A);
            return Play.paid(protocol, copy.view(A, 0), block)[A];
        }
    }
}
