/**
 * Markov decision processes, as rules and as tables. Knows nothing of blocks.
 *
 * <p>An {@link org.undermine.env.mdp.Mdp} says what can follow from a state; {@link org.undermine.env.mdp.Compiler}
 * explores it once into an {@link org.undermine.env.mdp.ExplicitMdp}, whose probabilities are symbols;
 * {@link org.undermine.env.mdp.ExplicitMdp#at} puts numbers for alpha and gamma in. Solving is elsewhere; files
 * for other model checkers are in {@code formats}.
 *
 * <p>To add a process, implement {@link org.undermine.env.mdp.Mdp}; a state is any immutable value with
 * {@code equals} and {@code hashCode}.
 */
package org.undermine.env.mdp;
