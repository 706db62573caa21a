/**
 * How often proof-of-work fails to keep one history: two honest nodes commit to conflicting blocks, though each waited for as
 * many proofs as the rules ask for.
 *
 * <p>The setting is that of Keller and Böhme (Parallel Proof-of-Work with Concrete Bounds, AFT 2022), agreement in one round of
 * B_k. Proofs are found at the times of a Poisson process, each by the attacker with probability alpha, else by an honest node;
 * no honest node finds two that matter. What one honest node knows, every other knows within {@code delay} seconds; how soon, the
 * attacker chooses, for every message and every node. It shows its own proofs to whom it likes, when it likes. Honest nodes
 * work for the value for which they know most proofs; ties break as the attacker likes. A node commits to a value when it knows
 * k proofs for it. <em>Failure</em> is that two honest nodes commit to different values. What happens after every node has
 * committed, such as an attacker that overtakes with a longer chain, is no failure in this sense.
 *
 * <p>The round begins for everybody at once, and no proof for it can be found before: votes refer to the block before them.
 *
 * <p>{@link org.undermine.env.consistency.Bound} is proved for any attacker; {@link org.undermine.env.consistency.Simulation} plays
 * one, {@link org.undermine.env.consistency.Balancing}: the truth for the best attacker lies between. Nakamoto's chain has no such
 * round; {@link org.undermine.env.consistency.PrivateChain} is the attack against what a payee holds after some time, its success at
 * any later time included. To add an attack, implement {@link org.undermine.env.consistency.Attack}.
 *
 * <p>At k = 51, 600 s a block, 2 s and alpha 1/4 the paper gives 2.2e-4 for B_k after one block; the bound here is 1.58e-4.
 */
package org.undermine.env.consistency;
