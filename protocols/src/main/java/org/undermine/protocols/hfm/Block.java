package org.undermine.protocols.hfm;

import java.util.List;
import org.undermine.protocols.merkle.MerkleTree;
import org.undermine.protocols.merkle.Root;

/** The transactions of a round, as a mempool node holds and serves them. */
public final class Block {
    private final List<Transaction> transactions;
    private final MerkleTree tree;

    /** @param transactions in the order in which they stand, at least one; nothing is checked */
    public Block(List<Transaction> transactions) {
        this.transactions = List.copyOf(transactions);
        tree = new MerkleTree(transactions.size(), i -> this.transactions.get(i).hash());
    }

    public List<Transaction> transactions() {
        return transactions;
    }

    public Root root() {
        return tree.root();
    }

    /** The transaction at {@code position} with its proof. */
    public Proven serve(int position) {
        return new Proven(transactions.get(position), tree.path(position));
    }
}
