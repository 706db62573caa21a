/**
 * A-Block HFM: one block a round, proposed as a Merkle root, of which every miner validates only a random part.
 *
 * <p>What a miner is served ({@link org.undermine.protocols.hfm.Proven} transactions of a
 * {@link org.undermine.protocols.merkle.Root}), how it checks its range ({@link org.undermine.protocols.hfm.Validator}), how it is
 * given that range ({@link org.undermine.protocols.hfm.SessionRequest}), what it tells others
 * ({@link org.undermine.protocols.hfm.ErrorReport}), how many sessions cover how many ranges
 * ({@link org.undermine.protocols.hfm.Coverage}) and how many miners are paid for that
 * ({@link org.undermine.protocols.hfm.FreeEntry}). Signatures, consensus of the mempool nodes and proofs-of-work of blocks
 * are not here; attacks are in {@code env.models.Hfm}. Needs the JDK alone.
 *
 * <p>To add a rule that transactions must keep, give it a {@link org.undermine.protocols.hfm.Reason}, check it in the
 * validator, and say in the error report what evidence shows it to others.
 */
package org.undermine.protocols.hfm;
