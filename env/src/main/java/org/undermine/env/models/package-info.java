/**
 * Attacks by a state of their own: models of the literature, as independent second ways to a number, and systems that are no
 * block DAG. They share no transition code with {@code env.attack}; where both say something they must agree.
 *
 * <p>{@link org.undermine.env.models.Fc16} and {@link org.undermine.env.models.Aft20} are selfish mining as two papers
 * state it; {@link org.undermine.env.models.Overpaid} bounds it from above without truncation. To add a model of Nakamoto, implement
 * {@code Mdp} with a state that is the paper's, and list it in {@code Scenario}.
 *
 * <p>{@link org.undermine.env.models.LeaderSchedule} is the longest chain where leaders are known in advance. Two chains grow in one
 * slot by default, the fork and the public tip; {@code --signatures every} is the widest attacker, with far more states for
 * little more revenue. An own public block is settled, for nothing is won by replacing it with one signature a slot.
 *
 * <p>Models of other systems have a name of their own. {@link org.undermine.env.models.Hfm} is fraud and flooding where many
 * miners validate one block, after the rules of {@code protocols.hfm}; its detection is held against the validators there. To
 * add one, implement {@link org.undermine.env.models.Model} and list it in {@link org.undermine.env.models.Models}.
 *
 * <p>{@link org.undermine.env.models.SeparateChains} and {@link org.undermine.env.models.DoubleSpend} are attacks under a name
 * of their own, listed in {@link org.undermine.env.models.Models}. Decisions worth knowing:
 *
 * <ul>
 *   <li>Separate chains have one difficulty for all, and progress adds up prices of blocks over all chains: one ratio, as the
 *       specification has it. Where each chain adjusts its own difficulty revenue is a sum of ratios, which is no objective
 *       here; at equal prices, an equilibrium, the two agree for honest miners.
 *   <li>Releases act on one chain and take no time; the target is chosen with each proof and is no part of the state. So two
 *       chains at cutoff 8 are 17,848 states and not some hundred thousand with actions on all chains at once.
 *   <li>A match answers a block before the next proof anywhere: who hops away meanwhile is too late.
 *   <li>The payment of a double spend is in the first block after the fork, whatever the attacker knew before; the value of
 *       payments is a parameter of separate chains, one chain being what is joint, and the probability of success a model
 *       by itself, because a probability is per payment and a revenue per progress.
 * </ul>
 */
package org.undermine.env.models;
