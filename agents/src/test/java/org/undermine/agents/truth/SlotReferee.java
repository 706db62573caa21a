package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The longest chain under a leader schedule, as a tree of real blocks: slots are dealt, honest leaders sign on the head they
 * know, the attacker's moves are carried out as signatures and messages, and every block is checked against the rules.
 */
final class SlotReferee {
    private record Block(Block parent, int height, int slot, boolean own) {}

    /** A chain that the attacker withholds: the public block it starts from, and its own blocks on it. */
    private record Secret(Block root, List<Block> blocks) {
        Block tip() {
            return blocks.isEmpty() ? root : blocks.get(blocks.size() - 1);
        }
    }

    private final RandomGenerator random;
    private final double alpha;
    private final double gamma;
    private final int interval;
    private final int chains; // that may grow in a slot
    private final ArrayDeque<Boolean> queue = new ArrayDeque<>(); // the intervals ahead, true if own
    private final List<Secret> secrets = new ArrayList<>();
    private Block publicTip = new Block(null, 0, 0, false);
    private Block rival; // as high, heard by some first; null where there is no race
    private boolean leaderIsOwn;
    private boolean begins; // whether the leader of this slot did not lead the one before
    private boolean nearWon;
    private int left;
    private int slot;

    SlotReferee(RandomGenerator random, double alpha, double gamma, int lookahead, int interval, int chains) {
        this.random = random;
        this.alpha = alpha;
        this.gamma = gamma;
        this.interval = interval;
        this.chains = chains;
        for (int i = 0; i < lookahead; i++) queue.add(false); // as the model starts
        secrets.add(new Secret(publicTip, new ArrayList<>()));
    }

    void play(String action) {
        Secret deepest = secrets.get(0);
        int h = h(deepest);
        nearWon = false;
        switch (action) {
            case "adopt" -> start(publicTip);
            case "spare" -> secrets.remove(0);
            case "override" -> {
                publicTip = deepest.blocks.get(h);
                rival = null;
                keep(deepest, h + 1);
            }
            case "match" -> {
                rival = deepest.blocks.get(h - 1);
                assertEquals(publicTip.height, rival.height);
            }
            case "wait" -> pass(true);
            case "idle" -> pass(false);
            default -> {
                Block root = publicTip;
                for (int d = Integer.parseInt(action.substring("back ".length())); d > 0; d--) root = root.parent;
                start(root);
                watchTip();
                pass(true);
            }
        }
    }

    private void start(Block root) {
        rival = null;
        secrets.clear();
        secrets.add(new Secret(root, new ArrayList<>()));
    }

    private void keep(Secret secret, int published) {
        var rest = new ArrayList<>(secret.blocks.subList(published, secret.blocks.size()));
        secrets.clear();
        secrets.add(new Secret(secret.blocks.get(published - 1), rest));
    }

    private int h(Secret secret) {
        return publicTip.height - secret.root.height;
    }

    private void pass(boolean signs) {
        slot++;
        deal();
        if (leaderIsOwn) {
            assertTrue(secrets.size() <= chains, "chains signed in one slot");
            if (signs) for (Secret s : secrets) s.blocks.add(sign(s.tip(), true));
        } else honest();
    }

    private void deal() {
        begins = left == 0;
        if (begins) {
            queue.add(random.nextDouble() < alpha);
            leaderIsOwn = queue.remove();
            left = interval;
        }
        left--;
    }

    /** The leader of the slot before has seen its own block first. */
    private void honest() {
        nearWon = rival != null && begins && random.nextDouble() < gamma;
        if (nearWon) {
            Secret deepest = secrets.get(0);
            keep(deepest, deepest.blocks.indexOf(rival) + 1);
            publicTip = rival;
        }
        rival = null;
        publicTip = sign(publicTip, false);
        watchTip();
    }

    /** With two chains a slot: from now on, the public tip is signed as well, if all else is behind. */
    private void watchTip() {
        if (chains == 1 || secrets.stream().anyMatch(s -> s.blocks.size() >= h(s))) return;
        while (secrets.size() >= chains) secrets.remove(secrets.size() - 1);
        secrets.add(new Secret(publicTip, new ArrayList<>()));
    }

    private Block sign(Block parent, boolean own) {
        assertEquals(leaderIsOwn, own, "the slot's leader signs");
        assertTrue(parent.slot < slot, "one block per slot and chain");
        return new Block(parent, parent.height + 1, slot, own);
    }

    /** The numbers that a state should show of this: a, h, the spare chain's, slots left, leader, intervals ahead. */
    float[] shown() {
        var seen = new ArrayList<Float>();
        Secret first = secrets.get(0);
        boolean several = secrets.size() > 1;
        Secret last = secrets.get(secrets.size() - 1);
        seen.add((float) first.blocks.size());
        seen.add((float) h(first));
        seen.add(several ? (float) last.blocks.size() : 0);
        seen.add(several ? (float) h(last) : 0);
        seen.add((float) left);
        seen.add(left > 0 && leaderIsOwn ? 1f : 0f);
        for (boolean own : queue) seen.add(own ? 1f : 0f);
        float[] shown = new float[seen.size()];
        for (int i = 0; i < shown.length; i++) shown[i] = seen.get(i);
        return shown;
    }

    boolean nearWon() {
        return nearWon;
    }

    int slots() {
        return slot;
    }

    /** Blocks of the public chain, and how many of them are the attacker's. */
    int[] count() {
        int own = 0;
        for (Block b = publicTip; b.parent != null; b = b.parent) if (b.own) own++;
        return new int[] {publicTip.height, own};
    }
}
