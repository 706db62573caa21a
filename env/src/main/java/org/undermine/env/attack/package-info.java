/**
 * One attacker against honest miners, on any protocol.
 *
 * <p>{@link org.undermine.env.attack.Attack} is the only transition code. What an attacker may do is a
 * {@link org.undermine.env.attack.Space}; randomness enters through {@link org.undermine.env.attack.Chance} alone, which
 * {@link org.undermine.env.attack.AttackMdp} tries in every way and an environment rolls. Positions that differ only in
 * how blocks are numbered are merged by {@code Canonical}.
 *
 * <p>Decisions worth knowing:
 *
 * <ul>
 *   <li>Heads of near and far defenders are kept up to date as blocks are sent (near hears releases at once and fresh
 *       blocks late, far hears both at once): the order of delivery of the attack model without a queue in the state.
 *   <li>What is agreed is settled after a release, too, while nothing is in flight; and it is paid at once where only
 *       possible uncles keep the root back, so that nothing of it but a bare chain is left in the state.
 *   <li>What is known of hashes ({@code Hashes}) is drawn when a rule first asks, in the same outcome; B_k names rivals
 *       and has it drawn when a vote is mined. In the free space what the next proof-of-work would ask is drawn before
 *       the attacker decides, in the withholding space what judging its actions asks. Drawn only at the proof,
 *       simple-parallel k = 2, free window 6, alpha 1/3, gamma 1/2 earns .36284; so, .36404.
 *   <li>An own proposal is considered as soon as it is appended, also where other own blocks start ignored.
 *   <li>Windows widen as they fill: a set of blocks is one machine word while 64 blocks are enough.
 *   <li>The cutoff of the withholding space counts every proof-of-work on a side since the last block agreed on, votes
 *       that no quorum took included. Left out, B_k k = 2, alpha .45, gamma 0, limit 4 earns .62805 instead of .62708.
 *   <li>Parallel blocks are blocks of the window, under their proof, that count neither towards it nor towards a fork. They come
 *       with a proof and are paid for when all know them and agree on their proof; what is withheld when all agree on a
 *       later proof is forgotten, for agreement is final. So late issue is at most as late as the attacker's fork is long. In
 *       the withholding space all own proofs of one race leave out the same ledgers ({@code Issue}): at limit 5 two ledgers
 *       make 1,806 states, 8,590 if each proof is treated by itself, where Nakamoto has 121.
 *   <li>Where every honest proof takes the chain on by one, no attack of any length earns more than alpha / (1 - alpha) per
 *       progress: {@code Pace} has the proof, and what protocols must declare for it.
 * </ul>
 *
 * <p>To add a space, implement {@link org.undermine.env.attack.Space} and list it in {@code Scenario}.
 */
package org.undermine.env.attack;
