/**
 * Markov decision processes, as rules and as tables. Knows nothing of blocks.
 *
 * <p>An {@link org.undermine.env.mdp.Mdp} says what can follow from a state; {@link org.undermine.env.mdp.Compiler}
 * explores it once into an {@link org.undermine.env.mdp.ExplicitMdp}, whose probabilities are symbols;
 * {@link org.undermine.env.mdp.ExplicitMdp#at} puts numbers for alpha and gamma in. Solving is elsewhere; files
 * for other model checkers are in {@code formats}.
 *
 * <p>Two ways to the same table, to the last outcome. {@code Compiler} is short, keeps every state as an object, and is what
 * the checker uses and tests compare with. {@link org.undermine.env.mdp.Explorer} takes processes that are
 * {@link org.undermine.env.mdp.Packed}: several threads, states as bytes, told apart by 128-bit fingerprints. States are kept
 * as bytes, about as much memory as their fingerprints, so that any of them can be looked at later. What it made can be kept
 * as a {@link org.undermine.env.mdp.TableFile}.
 *
 * <p>A table takes 4 bytes a state, 6 a choice and 8 an outcome, and has at most 2^31 - 9 outcomes: with its choices and
 * states, that many take more than 24 GiB. The explorer stops before.
 *
 * <p>To add a process, implement {@link org.undermine.env.mdp.Mdp}; a state is any immutable value with
 * {@code equals} and {@code hashCode}; where there are millions, {@code Packed} says how one is written.
 */
package org.undermine.env.mdp;
