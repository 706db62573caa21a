/**
 * Merkle trees: one hash that commits to many leaves in their order, and short proofs of what stands where.
 *
 * <p>{@link org.undermine.protocols.merkle.Hash} is SHA-256 with a word for each use, {@link org.undermine.protocols.merkle.MerkleTree}
 * holds all nodes, {@link org.undermine.protocols.merkle.Root} is what of it is published, and an
 * {@link org.undermine.protocols.merkle.AuditPath} proves a leaf and its position. What leaves stand for, and the words for hashes of
 * other things, are the business of who uses them: {@code protocols.hfm} for transactions, {@code protocols.cumulative} for
 * transactions and ledgers. The hash of the tiny blockchain, whose bytes its messages fix, is {@code env.live.Hash}. Needs
 * the JDK alone.
 */
package org.undermine.protocols.merkle;
