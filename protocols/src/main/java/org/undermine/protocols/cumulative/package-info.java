/**
 * Cumulative parallel proof-of-work as data: proofs and parallel blocks with real hashes, built, validated, rejected.
 *
 * <p>{@link org.undermine.protocols.cumulative.Candidate} collects transactions for several ledgers and finds a
 * {@link org.undermine.protocols.cumulative.ConsensusProof}, hash(nonce, prev, R), and under it the
 * {@link org.undermine.protocols.cumulative.ParallelBlock}s, hash(proof, T_b, root(T_b)).
 * {@link org.undermine.protocols.cumulative.Ledgers} is one node: it accepts both in any order that respects references,
 * chooses the chain of proofs, and reads the ledgers off it. Hashes, roots and paths are those of {@code protocols.merkle}.
 *
 * <p>Not here: what the transactions mean, difficulty adjustment, signatures, messages. What is abstracted to attack it is
 * {@link org.undermine.protocols.Cumulative}.
 *
 * <p>Who finds a proof has committed to one root for each ledger, so that there is at most one valid parallel block of a
 * ledger under a proof, and nobody can issue another. The structures set no time limit: a parallel block is as valid a
 * hundred proofs later, and then changes the ledger as many blocks back. (The attack model's limit is agreement on a later
 * proof.)
 */
package org.undermine.protocols.cumulative;
