package org.undermine.protocols.hfm;

import org.undermine.protocols.merkle.AuditPath;
import org.undermine.protocols.merkle.Hash;
import org.undermine.protocols.merkle.Root;

/** A transaction and the path that proves that it is in a block, and where. */
public record Proven(Transaction transaction, AuditPath path) {
    /** What is wrong with the proof that this is transaction {@code position} of {@code root}'s block; null if nothing is. */
    Reason flaw(Root root, int position) {
        Hash leaf = transaction.hash();
        if (root.commits(leaf, position, path)) return null;
        int siblings = path.siblings().size();
        if (siblings < root.depth()) return Reason.TRUNCATED;
        if (siblings > root.depth()) return Reason.OVERSIZED;
        if (path.root(leaf).equals(root.hash())) return Reason.WRONG_POSITION;
        return path.at(position).root(leaf).equals(root.hash()) ? Reason.SIDES_SWAPPED : Reason.WRONG_ROOT;
    }
}
