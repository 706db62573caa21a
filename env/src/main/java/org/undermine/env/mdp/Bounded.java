package org.undermine.env.mdp;

/**
 * A process that declares a bound for its ratio and a potential that proves it: from no state, whatever is chosen, does
 * reward - bound * clock + the next state's potential come to more than the state's own, in expectation. The argument is the
 * process's own; whoever compiles it can verify each state of the table.
 *
 * @param <S> states
 */
public interface Bounded<S> extends Mdp<S> {
    /**
     * @param alpha the attacker's share
     * @param objective what the ratio is
     * @return NaN where nothing is declared
     */
    double bound(double alpha, Objective objective);

    /** Of {@code state}, where {@code bound} is what {@link #bound} has returned. */
    double potential(S state, double bound);
}
