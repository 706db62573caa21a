package org.undermine.env.referee;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The votes that a block stands on: those it names and all that these confirm. */
record Quorum(Run run, int block, Set<Integer> named, Set<Integer> votes) {
    /** @throws AssertionError where {@code block} names something that is no vote for its predecessor */
    static Quorum of(Run run, int block) {
        int[] parents = run.parents(block);
        Set<Integer> named = new TreeSet<>();
        for (int i = 1; i < parents.length; i++) named.add(parents[i]);
        Set<Integer> votes = new TreeSet<>();
        var open = new ArrayDeque<>(named);
        while (!open.isEmpty()) {
            int vote = open.pop();
            run.require(run.vote(vote), block, "it names entry " + vote + ", which is no vote");
            if (!votes.add(vote)) continue;
            for (int parent : run.parents(vote)) {
                boolean down = parent == run.predecessor(block);
                run.require(
                        down || run.vote(parent),
                        block,
                        "vote " + vote + " is for entry " + parent + ", not for its predecessor");
                if (!down) open.push(parent);
            }
        }
        return new Quorum(run, block, named, votes);
    }

    /** The closed set has {@code size} votes, and hashes put them in one strict order. */
    Quorum requireSize(int size) {
        run.require(votes.size() == size, block, "it stands on " + votes.size() + " votes, not on " + size);
        long hashes = votes.stream()
                .map(vote -> run.all().get(vote).hash())
                .distinct()
                .count();
        run.require(hashes == size, block, "two of its votes have the same hash");
        return this;
    }

    void requireLeaves() {
        run.require(named.equals(leaves()), block, "it names the leaves of its votes, no more and no less");
    }

    void requireLeavesOrAll() {
        if (!named.equals(votes)) requireLeaves();
    }

    /** The votes that no other vote of the quorum confirms. */
    Set<Integer> leaves() {
        Set<Integer> leaves = new TreeSet<>(votes);
        for (int vote : votes) for (int parent : run.parents(vote)) leaves.remove(parent);
        return leaves;
    }

    int smallest() {
        int smallest = -1;
        for (int vote : votes) if (smallest == -1 || run.smaller(vote, smallest)) smallest = vote;
        return smallest;
    }

    /** From a vote down to the first one on the block, along the parents named first. */
    List<Integer> branch(int leaf) {
        List<Integer> branch = new ArrayList<>();
        for (int vote = leaf; run.vote(vote); vote = run.predecessor(vote)) branch.add(vote);
        return branch;
    }

    /** The longest branch; of several the one whose leaf has the smallest hash. Empty where there are no votes. */
    List<Integer> deepestBranch() {
        int leaf = -1;
        List<Integer> deepest = Collections.emptyList();
        for (int vote : leaves()) {
            List<Integer> branch = branch(vote);
            int longer = Integer.compare(branch.size(), deepest.size());
            if (longer > 0 || longer == 0 && run.smaller(vote, leaf)) {
                leaf = vote;
                deepest = branch;
            }
        }
        return deepest;
    }

    /** The votes that {@code vote} confirms, directly or through others. */
    Set<Integer> confirmed(int vote) {
        Set<Integer> confirmed = new TreeSet<>();
        var open = new ArrayDeque<Integer>();
        open.push(vote);
        while (!open.isEmpty())
            for (int parent : run.parents(open.pop())) if (run.vote(parent) && confirmed.add(parent)) open.push(parent);
        return confirmed;
    }
}
